package io.sightline.runtime;

import static io.sightline.runtime.Inputs.activity;
import static io.sightline.runtime.Inputs.decision;
import static io.sightline.runtime.Inputs.raw;
import static io.sightline.runtime.Inputs.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Activity;
import io.sightline.runtime.LoopBatches.Batch;
import io.sightline.runtime.TransactionalLoop.Step;
import io.sightline.schemas.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ReplayedRunsTest {
  private static final Step<Activity> DECIDER =
      batch -> batch.stream().map(each -> decision(each.value().getActivityId())).toList();

  @SafeVarargs
  private static List<ProducerRecord<byte[], byte[]>> apply(
      ConsumerRecord<byte[], byte[]>... records) throws Exception {
    return new ReplayedRuns(new Inputs().transform(DECIDER, LoopLimits.DEFAULT))
        .apply(new Batch(List.of(records), Map.of()));
  }

  private static ConsumerRecord<byte[], byte[]> replayed(
      ConsumerRecord<byte[], byte[]> record, String name) {
    record.headers().add(Headers.REPLAY, name.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private static List<String> replays(List<ProducerRecord<byte[], byte[]>> outputs) {
    return outputs.stream()
        .map(each -> Headers.text(each.headers(), Headers.REPLAY).orElse("none"))
        .toList();
  }

  @Test
  void whatIsMadeOfReplayedRecords_hasTheHeader_andNothingElseHas() throws Exception {
    var outputs =
        apply(
            activity(0, 1, "live"),
            replayed(activity(0, 2, "again"), "trial"),
            replayed(activity(0, 3, "more"), "trial"),
            replayed(activity(0, 4, "other"), "second"),
            activity(0, 5, "after"));

    assertThat(summary(outputs))
        .containsExactly(
            "decision:live", "decision:again", "decision:more", "decision:other", "decision:after");
    assertThat(replays(outputs)).containsExactly("none", "trial", "trial", "second", "none");
  }

  @Test
  void deadLetterOfAReplayedRecord_hasItOnce() throws Exception {
    var letter = apply(replayed(raw(0, 1, Inputs.GARBAGE), "trial")).get(0);

    assertThat(letter.headers().headers(Headers.REPLAY)).hasSize(1);
  }
}
