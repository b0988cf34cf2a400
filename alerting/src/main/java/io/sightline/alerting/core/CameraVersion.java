package io.sightline.alerting.core;

import io.sightline.avro.Camera;
import io.sightline.schemas.GeneratedClasses;

/**
 * The configuration in force, and where it is recorded.
 *
 * @param topic empty if it is recorded nowhere
 * @param offset -1 if it is recorded nowhere
 */
public record CameraVersion(Camera camera, String topic, int partition, long offset) {
  private static final long LONGEST_COOLDOWN_MS = 31_536_000_000L;

  static {
    GeneratedClasses.trust();
  }

  /** The defaults, for a camera version that is not on record. */
  public static CameraVersion unknown(String camera, int version) {
    Camera defaults = Camera.newBuilder().setCamera(camera).setVersion(version).build();
    return new CameraVersion(defaults, "", -1, -1);
  }

  /** Negative ones count as none, and a year is the most. */
  long cooldownMicros() {
    return Math.max(0, Math.min(LONGEST_COOLDOWN_MS, camera.getCooldownMs())) * 1000;
  }
}
