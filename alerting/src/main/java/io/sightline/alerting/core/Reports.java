package io.sightline.alerting.core;

import io.sightline.avro.Detections;
import io.sightline.avro.FrameKind;
import io.sightline.avro.Mark;
import io.sightline.avro.Progress;
import java.util.Optional;

/** When to say how far a camera has been decided: now and then, as capture time goes on. */
public final class Reports {
  private static final long EVERY_MICROS = 10_000_000;

  private Reports() {}

  /**
   * Something to say, if the record is a mark that begins another ten seconds, or the last one.
   *
   * @param before what the record before left
   * @param after what this one leaves
   */
  public static Optional<Progress> of(
      CameraState before, CameraState after, Detections record, String build) {
    if (record.getKind() != FrameKind.MARK || after.equals(before)) {
      return Optional.empty();
    }
    Mark mark = record.getMark();
    boolean ended = mark != null && mark.getFinal$();
    boolean due =
        Math.floorDiv(before.through(), EVERY_MICROS)
            < Math.floorDiv(after.through(), EVERY_MICROS);
    return due || ended ? Optional.of(progress(after, record, build, ended)) : Optional.empty();
  }

  private static Progress progress(
      CameraState after, Detections record, String build, boolean ended) {
    return Progress.newBuilder()
        .setRecordId(record.getRecordId() + "-p")
        .setCamera(record.getCamera())
        .setDecidedThrough(Micros.instant(after.through()))
        .setEpoch(record.getEpoch())
        .setBuild(build)
        .setEnded(ended)
        .build();
  }
}
