package io.sightline.ingest.camera;

/**
 * Bounds of a session.
 *
 * @param analysedPerSecond pictures looked at in a second, at most
 * @param analysisWidth pixels across the small picture that is looked at
 * @param jpegWidth pixels across a frame, at most
 * @param crops cut out of a picture, at most
 * @param cropPixels a side of a crop, at most
 * @param leadInBytes packets kept from before an activity, at most
 * @param gated pictures are decoded only when something seems to happen
 */
public record CameraLimits(
    double analysedPerSecond,
    int analysisWidth,
    int jpegWidth,
    int crops,
    int cropPixels,
    long leadInBytes,
    boolean gated) {
  public static final CameraLimits DEFAULT =
      new CameraLimits(5, 192, 1280, 2, 640, 64L << 20, false);

  /** The same with a gate in front of the decoder. */
  public CameraLimits gatedAt(double analysed) {
    return new CameraLimits(
        analysed, analysisWidth, jpegWidth, crops, cropPixels, leadInBytes, true);
  }
}
