package io.sightline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void transactionThatTheBrokersGaveUp_isBegunAnew() {
    assertThat(Failures.isTransient(streams(new InvalidTxnStateException("state")))).isTrue();
    assertThat(Failures.isTransient(streams(new TransactionAbortableException("abort")))).isTrue();
  }

  @Test
  void peerThatIsAway_isWaitedFor() {
    assertThat(Failures.isTransient(streams(new TimeoutException("away")))).isTrue();
  }

  @Test
  void placeThatAnotherHasTaken_isNotFoughtFor() {
    Throwable fenced = streams(new ProducerFencedException("fenced"));
    assertThat(Failures.isFatal(fenced)).isTrue();
    assertThat(Failures.isTransient(fenced)).isFalse();
  }

  @Test
  void bug_isNoneOfBoth() {
    assertThat(Failures.isTransient(streams(new NullPointerException("bug")))).isFalse();
    assertThat(Failures.isFatal(streams(new NullPointerException("bug")))).isFalse();
  }

  private static StreamsException streams(RuntimeException cause) {
    return new StreamsException("Error encountered trying to commit a transaction", cause);
  }
}
