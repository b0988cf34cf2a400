package io.sightline.schemas.serde;

import io.sightline.avro.Box;
import io.sightline.avro.Clip;
import io.sightline.avro.ClipRef;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Mark;
import java.time.Instant;
import java.util.List;

/** Example records. */
final class Records {
  static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");

  private Records() {}

  static Clip clip(String id) {
    return Clip.newBuilder()
        .setClipId(id)
        .setRecordId(id + "-0")
        .setCamera("front")
        .setCapturedAt(TIME)
        .setDeadline(TIME.plusSeconds(60))
        .build();
  }

  /** A record within a record, each with times of its own. */
  static FrameRef mark() {
    ClipRef committed =
        ClipRef.newBuilder().setClipId("c").setActivityId("a").setStartedAt(TIME).build();
    return FrameRef.newBuilder()
        .setRecordId("front-m1")
        .setCamera("front")
        .setCapturedAt(TIME)
        .setKind(FrameKind.MARK)
        .setRegions(List.of(new Box(0.1f, 0.2f, 0.3f, 0.4f)))
        .setMark(Mark.newBuilder().setFrames(3).setCommitted(List.of(committed)).build())
        .build();
  }
}
