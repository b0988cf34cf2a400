package io.sightline.ingest.motion;

import io.sightline.ingest.mask.Masks;

/**
 * How much has to change. Made from a camera's sensitivity by {@link #ofSensitivity}.
 *
 * @param sceneFloor brightness levels by which a pixel must differ from the scene, at least
 * @param moveFloor brightness levels by which a pixel must differ from the picture before, at least
 * @param minShare smallest connected change that counts, as a share of the picture
 * @param absorbSeconds what stands still this long becomes part of the scene
 * @param maxRegions boxes reported for a picture
 * @param masks where nothing ever moves or counts
 */
public record MotionSettings(
    float sceneFloor,
    float moveFloor,
    float minShare,
    float absorbSeconds,
    int maxRegions,
    Masks masks) {

  /**
   * @param sensitivity 0 insensitive .. 1 sensitive
   */
  public static MotionSettings ofSensitivity(float sensitivity) {
    if (!(sensitivity >= 0 && sensitivity <= 1)) {
      throw new IllegalArgumentException("motion_sensitivity " + sensitivity + ": expected 0 to 1");
    }
    float scale = (float) Math.pow(4, 0.5 - sensitivity);
    float levels = (float) Math.sqrt(scale);
    return new MotionSettings(9 * levels, 8 * levels, 0.0012f * scale, 120, 8, Masks.NONE);
  }

  /** The same for what is outside of the masks. */
  public MotionSettings outside(Masks masks) {
    return new MotionSettings(sceneFloor, moveFloor, minShare, absorbSeconds, maxRegions, masks);
  }
}
