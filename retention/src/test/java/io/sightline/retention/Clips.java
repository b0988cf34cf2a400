package io.sightline.retention;

import io.sightline.avro.Camera;
import io.sightline.avro.Clip;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionResult;
import io.sightline.clipstore.ClipLayout;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;

/** Clips, cameras and answers for tests. */
final class Clips {
  static final Instant RECORDED = Instant.parse("2026-01-01T12:00:00Z");
  static final Duration THIRTY_DAYS = Duration.ofDays(30);

  /** For tests in which much time passes at once. */
  static final RetentionConfig LEAPING =
      RetentionConfig.DEFAULT.withClockStep(Duration.ofDays(1000));

  private Clips() {}

  static Clip clip(String camera, Instant recorded) {
    String id = Ids.clip(camera, recorded.minusSeconds(30));
    String prefix = ClipLayout.prefix(camera, id, recorded.minusSeconds(30));
    return Clip.newBuilder()
        .setClipId(id)
        .setRecordId(id)
        .setCamera(camera)
        .setCameraVersion(1)
        .setCapturedAt(recorded.minusSeconds(30))
        .setEndedAt(recorded)
        .setPrefix(prefix)
        .setKey(ClipLayout.media(prefix, "mp4"))
        .setBytes(1234)
        .setSha256("ab".repeat(32))
        .setRecordedAt(recorded)
        .build();
  }

  static Camera camera(String id, int version, Duration retention) {
    return Camera.newBuilder()
        .setCamera(id)
        .setVersion(version)
        .setRetentionS(retention.toSeconds())
        .build();
  }

  static DeletionResult answer(Deletion order, DeletionOutcome outcome, Instant at) {
    return DeletionResult.newBuilder()
        .setClipId(order.getClipId())
        .setRecordId(order.getRecordId() + "-r")
        .setCamera(order.getCamera())
        .setScope(order.getScope())
        .setOutcome(outcome)
        .setObjects(2)
        .setAnsweredAt(at)
        .setAttempt(order.getAttempt())
        .setCause(outcome == DeletionOutcome.FAILED ? "disk broken" : "")
        .build();
  }
}
