package io.sightline.ingest.camera;

/**
 * Bounds of a session.
 *
 * @param analysedPerSecond pictures looked at in a second, at most
 * @param analysisWidth pixels across the small picture that is looked at
 * @param jpegWidth pixels across a frame, at most
 * @param leadInBytes packets kept from before an activity, at most
 * @param gated pictures are decoded only when something seems to happen
 */
public record CameraLimits(
    double analysedPerSecond, int analysisWidth, int jpegWidth, long leadInBytes, boolean gated) {
  public static final CameraLimits DEFAULT = new CameraLimits(5, 192, 1280, 64L << 20, false);
}
