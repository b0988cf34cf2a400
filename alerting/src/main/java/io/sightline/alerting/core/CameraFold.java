package io.sightline.alerting.core;

import io.sightline.avro.Detections;
import io.sightline.avro.FrameKind;
import io.sightline.schemas.GeneratedClasses;
import java.util.List;

/**
 * Folds one camera's log of detections and marks into decisions and alerts. A function: the same
 * state and record give the same outputs. No record makes it throw; what makes no sense is left out
 * by the rules written at {@link Policy} and the parts.
 */
public final class CameraFold {
  static {
    GeneratedClasses.trust();
  }

  private final String build;

  /**
   * @param build version of the program, written into every output
   */
  public CameraFold(String build) {
    this.build = build;
  }

  /**
   * @param state what the record before left; {@link CameraState#EMPTY} for the first
   * @param version the configuration that the record was made with
   */
  public Folded fold(CameraState state, Detections record, CameraVersion version) {
    if (record.getKind() == FrameKind.UNKNOWN) {
      return new Folded(state, List.of(), List.of());
    }
    Folding folding = new Folding(state, record, version, build);
    return isNew(state, record) ? folding.run() : folding.late();
  }

  private static boolean isNew(CameraState state, Detections record) {
    return record.getEpoch() == state.epoch()
        ? record.getSequence() > state.sequence()
        : record.getEpoch() > state.epoch();
  }
}
