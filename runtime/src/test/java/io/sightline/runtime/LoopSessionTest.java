package io.sightline.runtime;

import static io.sightline.runtime.Inputs.GARBAGE;
import static io.sightline.runtime.Inputs.activity;
import static io.sightline.runtime.Inputs.decision;
import static io.sightline.runtime.Inputs.raw;
import static io.sightline.runtime.Inputs.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sightline.avro.Activity;
import io.sightline.runtime.TransactionalLoop.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopSessionTest {
  private static final TopicPartition FIRST = new TopicPartition(Inputs.TOPIC, 0);
  private static final TopicPartition SECOND = new TopicPartition(Inputs.TOPIC, 1);
  private static final Step<Activity> DECIDE =
      batch -> batch.stream().map(record -> decision(record.value().getActivityId())).toList();
  private static final LoopLimits TWO_AT_A_TIME =
      new LoopLimits(
          2,
          1 << 20,
          2,
          1 << 20,
          Duration.ofMillis(1),
          Duration.ofMillis(4),
          Duration.ofSeconds(1));

  private final Inputs inputs = new Inputs();
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

  @BeforeEach
  void assign() {
    consumer.subscribe(List.of(Inputs.TOPIC));
    consumer.rebalance(List.of(FIRST, SECOND));
    consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
    producer.initTransactions();
  }

  private LoopSession session(Step<Activity> step) {
    return new LoopSession(
        consumer, producer, inputs.transform(step, TWO_AT_A_TIME), TWO_AT_A_TIME);
  }

  private List<Map<TopicPartition, Long>> committed() {
    return producer.consumerGroupOffsetsHistory().stream()
        .flatMap(groups -> groups.values().stream())
        .map(LoopSessionTest::offsets)
        .toList();
  }

  private static Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetAndMetadata> next) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    next.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
    return offsets;
  }

  @Test
  void batch_isCommittedWithItsOffsets() throws Exception {
    consumer.addRecord(activity(0, 0, "a0"));
    consumer.addRecord(activity(1, 0, "b0"));
    session(DECIDE).runOnce();
    assertThat(summary(producer.history())).containsExactlyInAnyOrder("decision:a0", "decision:b0");
    assertThat(committed()).containsExactly(Map.of(FIRST, 1L, SECOND, 1L));
    assertThat(producer.commitCount()).isEqualTo(1);
  }

  @Test
  void moreThanTheLimit_takesSeveralTransactions() throws Exception {
    for (int i = 0; i < 5; i++) {
      consumer.addRecord(activity(0, i, "a" + i));
    }
    session(DECIDE).runOnce();
    assertThat(producer.commitCount()).isEqualTo(3);
    assertThat(committed())
        .containsExactly(Map.of(FIRST, 2L), Map.of(FIRST, 4L), Map.of(FIRST, 5L));
  }

  @Test
  void nothingPolled_beginsNoTransaction() throws Exception {
    session(DECIDE).runOnce();
    assertThat(producer.commitCount()).isZero();
  }

  @Test
  void deadLetter_isInTheTransactionOfItsBatch() throws Exception {
    consumer.addRecord(raw(0, 0, GARBAGE));
    consumer.addRecord(activity(0, 1, "a1"));
    session(DECIDE).runOnce();
    assertThat(summary(producer.history())).containsExactly("dead:0", "decision:a1");
    assertThat(producer.commitCount()).isEqualTo(1);
  }

  @Test
  void peerAway_writesNothingAndComesBackToTheSameRecords() throws Exception {
    AtomicBoolean away = new AtomicBoolean(true);
    Step<Activity> step =
        batch -> {
          boolean third = batch.get(0).value().getActivityId().equals("a2");
          if (third && away.getAndSet(false)) {
            throw new TimeoutException("registry away");
          }
          return DECIDE.process(batch);
        };
    for (int i = 0; i < 4; i++) {
      consumer.addRecord(activity(0, i, "a" + i));
    }
    LoopSession session = session(step);
    assertThatExceptionOfType(TransientException.class).isThrownBy(session::runOnce);
    assertThat(consumer.position(FIRST)).isEqualTo(2);
    assertThat(summary(producer.history())).containsExactly("decision:a0", "decision:a1");
  }

  @Test
  void commitThatFails_isAborted() {
    consumer.addRecord(activity(0, 0, "a0"));
    producer.sendOffsetsToTransactionException = new CommitFailedException("rebalanced");
    assertThatExceptionOfType(CommitFailedException.class)
        .isThrownBy(() -> session(DECIDE).runOnce());
    assertThat(producer.transactionAborted()).isTrue();
    assertThat(producer.history()).isEmpty();
    assertThat(committed()).isEmpty();
  }

  @Test
  void fencedProducer_isNotAbortedButTold() {
    consumer.addRecord(activity(0, 0, "a0"));
    producer.commitTransactionException = new ProducerFencedException("another took over");
    assertThatExceptionOfType(ProducerFencedException.class)
        .isThrownBy(() -> session(DECIDE).runOnce());
    assertThat(producer.transactionAborted()).isFalse();
  }

  @Test
  void close_closesBothClients() {
    LoopSession session = session(DECIDE);
    session.leave();
    session.close();
    assertThat(consumer.closed()).isTrue();
    assertThat(producer.closed()).isTrue();
  }
}
