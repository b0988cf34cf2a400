package io.sightline.runtime;

import static io.sightline.runtime.Inputs.activity;
import static io.sightline.runtime.Inputs.decision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sightline.avro.Activity;
import io.sightline.runtime.Health.State;
import io.sightline.runtime.TransactionalLoop.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionalLoopTest {
  private static final TopicPartition FIRST = new TopicPartition(Inputs.TOPIC, 0);
  private static final LoopLimits FAST =
      new LoopLimits(
          10,
          1 << 20,
          1,
          1 << 20,
          Duration.ofMillis(1),
          Duration.ofMillis(4),
          Duration.ofSeconds(5));

  private final Inputs inputs = new Inputs();
  private final List<MockProducer<byte[], byte[]>> producers = new CopyOnWriteArrayList<>();
  private final AtomicReference<Exception> trouble = new AtomicReference<>();
  private final Step<Activity> step =
      batch -> {
        if (trouble.get() != null) {
          throw trouble.get();
        }
        return batch.stream().map(record -> decision(record.value().getActivityId())).toList();
      };
  private LoopSession.Factory factory = this::open;
  private final TransactionalLoop<Activity> loop =
      new TransactionalLoop<>("tester", FAST, () -> factory.open());

  @AfterEach
  void close() {
    loop.close();
  }

  /** Holds one record, and gives it again after it was sought. */
  private static final class Replaying extends MockConsumer<byte[], byte[]> {
    Replaying() {
      super("earliest");
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      if (position(FIRST) == 0) {
        addRecord(activity(0, 0, "a0"));
      }
      return super.poll(timeout);
    }
  }

  private LoopSession open() {
    MockConsumer<byte[], byte[]> consumer = new Replaying();
    consumer.subscribe(List.of(Inputs.TOPIC));
    consumer.rebalance(List.of(FIRST));
    consumer.updateBeginningOffsets(Map.of(FIRST, 0L));
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    producers.add(producer);
    return new LoopSession(consumer, producer, inputs.transform(step, FAST), FAST);
  }

  private void awaitState(State state) {
    Awaitility.await().until(() -> loop.health().state() == state);
  }

  @Test
  void running_isUpAndCommits() {
    loop.start();
    awaitState(State.UP);
    Awaitility.await().until(() -> producers.get(0).commitCount() == 1);
    assertThat(loop.health().detail()).isEqualTo("partitions [0]");
    loop.close();
    assertThat(producers.get(0).closed()).isTrue();
    assertThat(loop.health()).isEqualTo(Health.down("stopped"));
  }

  @Test
  void peerAway_isDegradedUntilItIsBackAndKeepsTheSession() {
    trouble.set(new TimeoutException("registry away"));
    loop.start();
    awaitState(State.DEGRADED);
    assertThat(loop.health().detail()).contains("registry away");
    trouble.set(null);
    awaitState(State.UP);
    Awaitility.await().until(() -> producers.get(0).commitCount() == 1);
    assertThat(producers).hasSize(1);
  }

  @Test
  void clientThatFails_isReplaced() {
    factory =
        () -> {
          LoopSession session = open();
          if (producers.size() == 1) {
            producers.get(0).commitTransactionException = new TimeoutException("broker away");
          }
          return session;
        };
    loop.start();
    Awaitility.await().until(() -> producers.size() == 2 && producers.get(1).commitCount() == 1);
    assertThat(producers.get(0).closed()).isTrue();
    assertThat(producers.get(0).history()).isEmpty();
    awaitState(State.UP);
  }

  @Test
  void brokerAwayAtTheStart_isTriedAgain() {
    AtomicReference<RuntimeException> away = new AtomicReference<>(new TimeoutException("none"));
    factory =
        () -> {
          RuntimeException failure = away.getAndSet(null);
          if (failure != null) {
            throw failure;
          }
          return open();
        };
    loop.start();
    awaitState(State.UP);
  }

  @Test
  void fenced_isDownForGood() {
    factory =
        () -> {
          throw new FencedInstanceIdException("another has our name");
        };
    loop.start();
    awaitState(State.DOWN);
    assertThat(loop.health().detail()).contains("another has our name");
  }

  @Test
  void bug_isDownForGood() {
    factory =
        () -> {
          throw new IllegalStateException("a bug");
        };
    loop.start();
    awaitState(State.DOWN);
    assertThat(loop.health().detail()).contains("a bug");
  }

  @Test
  void secondStart_isRefused() {
    loop.start();
    assertThatIllegalStateException().isThrownBy(loop::start).withMessageContaining("tester");
  }
}
