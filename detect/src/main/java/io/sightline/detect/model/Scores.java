package io.sightline.detect.model;

/** Scores and labels in an output tensor, checked. */
final class Scores {
  private Scores() {}

  /** Which of the scores is the highest; the first among equals. */
  static int best(Tensor values, int from, int count) throws DetectionException {
    int best = 0;
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      float value = values.get(from + i);
      // Written so that what is not a number gets in too.
      if (!(value <= highest)) {
        require(value, from + i);
        highest = value;
        best = i;
      }
    }
    return best;
  }

  static float require(float score, int index) throws DetectionException {
    if (!(score >= 0 && score <= 1)) {
      throw new DetectionException(
          "the model's score at " + index + " is " + score + ": expected 0 to 1");
    }
    return score;
  }

  /** A label's index that was written as a number. */
  static int label(float value) throws DetectionException {
    if (value != Math.rint(value) || value < 0 || value > 1_000_000) {
      throw new DetectionException(
          "the model's label is " + value + ": expected a whole number of 0 or more");
    }
    return (int) value;
  }
}
