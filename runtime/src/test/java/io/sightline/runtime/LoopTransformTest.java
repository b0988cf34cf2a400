package io.sightline.runtime;

import static io.sightline.runtime.Inputs.GARBAGE;
import static io.sightline.runtime.Inputs.activity;
import static io.sightline.runtime.Inputs.decision;
import static io.sightline.runtime.Inputs.header;
import static io.sightline.runtime.Inputs.raw;
import static io.sightline.runtime.Inputs.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sightline.avro.Activity;
import io.sightline.runtime.LoopBatches.Batch;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.runtime.TransactionalLoop.Step;
import io.sightline.schemas.Headers;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class LoopTransformTest {
  private static final Duration DEFAULT_WAIT = Duration.ofMillis(1);

  private final Inputs inputs = new Inputs();
  private final List<Integer> batchSizes = new ArrayList<>();

  /** Decides each activity, and fails on those whose id begins with "bad". */
  private final class Decider implements Step<Activity> {
    @Override
    public List<Output> process(List<ConsumerRecord<String, Activity>> batch) {
      batchSizes.add(batch.size());
      return batch.stream().map(record -> decided(record.value().getActivityId())).toList();
    }

    private Output decided(String id) {
      if (id.startsWith("bad")) {
        throw new IllegalStateException("cannot decide " + id);
      }
      return decision(id);
    }

    @Override
    public List<Output> onUnreadable(ConsumerRecord<byte[], byte[]> record, Exception cause) {
      return List.of(decision("unreadable"));
    }

    @Override
    public List<Output> onFailed(ConsumerRecord<String, Activity> record, Exception cause) {
      return List.of(decision("failed-" + record.value().getActivityId()));
    }
  }

  @SafeVarargs
  private List<ProducerRecord<byte[], byte[]>> apply(
      Step<Activity> step, ConsumerRecord<byte[], byte[]>... records) throws Exception {
    return inputs.transform(step, LoopLimits.DEFAULT).apply(new Batch(List.of(records), Map.of()));
  }

  private double deadLetters(String kind) {
    return inputs
        .metrics
        .counter("sightline.dead.letters", "process", "tester", "topic", Inputs.TOPIC, "kind", kind)
        .count();
  }

  @Test
  void goodRecords_areHandledAsOneBatch() throws Exception {
    var outputs = apply(new Decider(), activity(0, 1, "a1"), activity(0, 2, "a2"));
    assertThat(summary(outputs)).containsExactly("decision:a1", "decision:a2");
    assertThat(batchSizes).containsExactly(2);
  }

  @Test
  void outputsHeaders_areOnTheRecord() throws Exception {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Headers.REPLAY, new byte[] {'r'});
    Output plain = decision("a1");
    Step<Activity> marking =
        batch -> List.of(new Output(plain.topic(), plain.key(), plain.value(), headers), plain);

    var outputs = apply(marking, activity(0, 1, "a1"));

    assertThat(outputs.get(0).headers().lastHeader(Headers.REPLAY)).isNotNull();
    assertThat(outputs.get(1).headers().toArray()).isEmpty();
  }

  @Test
  void unreadableRecord_isADeadLetterInItsPlace() throws Exception {
    var outputs =
        apply(new Decider(), activity(0, 1, "a1"), raw(0, 2, GARBAGE), activity(0, 3, "a3"));
    assertThat(summary(outputs))
        .containsExactly("decision:a1", "dead:2", "decision:unreadable", "decision:a3");
    assertThat(deadLetters("unreadable")).isEqualTo(1);
  }

  @Test
  void deadLetter_hasTheBytesAndSaysWhereAndWhy() throws Exception {
    var letter = apply(new Decider(), raw(3, 42, GARBAGE)).get(0);
    assertThat(letter.topic()).isEqualTo("test.dead-letters");
    assertThat(letter.value()).isEqualTo(GARBAGE);
    assertThat(header(letter, "topic")).isEqualTo("test.activity");
    assertThat(header(letter, "partition")).isEqualTo("3");
    assertThat(header(letter, "offset")).isEqualTo("42");
    assertThat(header(letter, "kind")).isEqualTo("UNREADABLE");
    assertThat(header(letter, "error")).endsWith("SerializationException");
    assertThat(header(letter, "message")).contains("expected at least 5");
    assertThat(header(letter, "process")).isEqualTo("tester");
    assertThat(header(letter, "build")).isEqualTo(Build.version()).doesNotContain("$");
  }

  @Test
  void deadLetterOverTheLimit_isCutAndSaysSo() throws Exception {
    LoopLimits small = new LoopLimits(10, 1000, 1, 2, DEFAULT_WAIT, DEFAULT_WAIT, DEFAULT_WAIT);
    Step<Activity> none = batch -> List.of();
    var letter =
        inputs
            .transform(none, small)
            .apply(new Batch(List.of(raw(0, 1, GARBAGE)), Map.of()))
            .get(0);
    assertThat(letter.value()).hasSize(2);
    assertThat(header(letter, "full-size")).isEqualTo("3");
  }

  @Test
  void tombstone_isUnreadable() throws Exception {
    assertThat(summary(apply(new Decider(), raw(0, 9, null))))
        .containsExactly("dead:9", "decision:unreadable");
  }

  @Test
  void recordThatFails_isTriedAloneAndThenADeadLetter() throws Exception {
    var outputs =
        apply(new Decider(), activity(0, 1, "a1"), activity(0, 2, "bad"), activity(0, 3, "a3"));
    assertThat(summary(outputs))
        .containsExactly("decision:a1", "dead:2", "decision:failed-bad", "decision:a3");
    assertThat(batchSizes).containsExactly(3, 1, 1, 1, 1);
    assertThat(deadLetters("failed")).isEqualTo(1);
  }

  @Test
  void outputOverTheLimit_isTheFaultOfItsRecord() throws Exception {
    Step<Activity> wordy =
        batch -> List.of(decision("x".repeat(LoopLimits.DEFAULT.maxRecordBytes() + 1)));
    var outputs = apply(wordy, activity(0, 5, "a5"));
    assertThat(summary(outputs)).containsExactly("dead:5");
    assertThat(header(outputs.get(0), "message")).contains("expected at most 1000000");
  }

  @Test
  void peerThatIsAway_isNoDeadLetter() {
    for (Exception away :
        List.of(
            new TimeoutException("kafka"),
            new RuntimeException(new ConnectException("refused")),
            new TransientException("store away", new ConnectException()))) {
      Step<Activity> step =
          batch -> {
            throw away;
          };
      assertThatExceptionOfType(TransientException.class)
          .isThrownBy(() -> apply(step, activity(0, 1, "a1"), activity(0, 2, "a2")));
    }
    assertThat(deadLetters("failed")).isZero();
  }
}
