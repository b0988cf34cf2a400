package io.sightline.detect.model;

/**
 * Maps the margin of OpenCV's linear people classifier to a score: the logistic function {@code 1 /
 * (1 + exp(-STEEPNESS * (margin - MIDDLE)))}. It is monotone, so it changes no order. It is no
 * probability: the middle was chosen on two recordings, and on cluttered pictures 0.5 is often
 * reached without a person (see the module's README).
 */
public final class SvmScore {
  private static final double MIDDLE = 0.3;
  private static final double STEEPNESS = 2.5;

  private SvmScore() {}

  /** Score 0..1 of a margin. */
  public static float of(double margin) {
    return (float) (1 / (1 + Math.exp(-STEEPNESS * (margin - MIDDLE))));
  }

  /** The margin that has this score; score within 0..1, ends excluded. */
  public static double margin(float score) {
    return MIDDLE + Math.log(score / (1.0 - score)) / STEEPNESS;
  }
}
