package io.sightline.detect.model;

/**
 * What a model expects of a pixel, for each of blue, green and red: {@code (value - mean) /
 * deviation} of a value of 0..255.
 */
public enum Normalisation {
  /** As it is. */
  NONE(new double[] {0, 0, 0}, new double[] {1, 1, 1}),
  /** Within 0..1. */
  UNIT(new double[] {0, 0, 0}, new double[] {255, 255, 255}),
  /** Mean and deviation of the ImageNet photographs. */
  IMAGENET(new double[] {103.53, 116.28, 123.675}, new double[] {57.375, 57.12, 58.395});

  private final double[] means;
  private final double[] deviations;

  Normalisation(double[] means, double[] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  /** What a value is multiplied with. */
  public double factor(int channel) {
    return 1 / deviations[channel];
  }

  /** What is added after that. */
  public double offset(int channel) {
    return -means[channel] / deviations[channel];
  }
}
