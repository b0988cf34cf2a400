package io.sightline.retention;

import io.sightline.avro.Decision;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionScope;
import io.sightline.clipstore.ClipLayout;
import io.sightline.schemas.Ids;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.KeyValue;

/** After a decision nobody needs the sampled frames of its clips, but for those an alert shows. */
final class FrameOrders {
  static final String RULE = "decided";

  private FrameOrders() {}

  /**
   * One order for each clip; harmless where the clip is gone already.
   *
   * @param now when the decision was published
   */
  static List<KeyValue<String, Deletion>> of(Decision decision, Instant now, String build) {
    return decision.getClips().stream()
        .map(clip -> KeyValue.pair(clip, order(decision, clip, now, build)))
        .toList();
  }

  private static Deletion order(Decision decision, String clip, Instant now, String build) {
    String prefix = ClipLayout.prefix(decision.getCamera(), clip, Ids.time(clip)) + "frames/";
    return Deletion.newBuilder()
        .setClipId(clip)
        .setRecordId(clip + "-f")
        .setCamera(decision.getCamera())
        .setScope(DeletionScope.FRAMES)
        .setPrefix(prefix)
        .setKeep(decision.getKeptFrames().stream().filter(key -> key.startsWith(prefix)).toList())
        .setRule(RULE)
        .setOrderedAt(now)
        .setAttempt(1)
        .setBuild(build)
        .build();
  }
}
