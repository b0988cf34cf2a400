package io.sightline.retention;

import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionScope;
import io.sightline.avro.RetentionRequest;
import io.sightline.clipstore.ClipLayout;
import io.sightline.schemas.Ids;
import java.time.Instant;

/** After a decision nobody needs the sampled frames of its clips, but for those an alert shows. */
final class FrameOrders {
  static final String RULE = "decided";

  private FrameOrders() {}

  /**
   * The order for a clip's frames; harmless where the clip is gone already.
   *
   * @param decided what was decided about the clip
   * @param now when the decision was published
   */
  static Deletion of(RetentionRequest decided, Instant now, String build) {
    String clip = decided.getClipId();
    return Deletion.newBuilder()
        .setClipId(clip)
        .setRecordId(clip + "-f")
        .setCamera(decided.getCamera())
        .setScope(DeletionScope.FRAMES)
        .setPrefix(prefix(decided.getCamera(), clip))
        .setKeep(decided.getKeptFrames())
        .setRule(RULE)
        .setOrderedAt(now)
        .setAttempt(1)
        .setCause(RULE)
        .setBuild(build)
        .build();
  }

  /** Where a clip's frames lie. */
  static String prefix(String camera, String clip) {
    return ClipLayout.prefix(camera, clip, Ids.time(clip)) + "frames/";
  }
}
