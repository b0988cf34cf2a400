package io.sightline.detect.model;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * An output of a model for one picture.
 *
 * @param values whole numbers as floats
 * @param shape without the dimension that counts pictures
 */
public record Tensor(FloatBuffer values, List<Integer> shape) {
  public Tensor {
    shape = List.copyOf(shape);
  }

  public static Tensor of(FloatBuffer values, Integer... shape) {
    return new Tensor(values, List.of(shape));
  }

  float get(int index) {
    return values.get(index);
  }

  /** Refuses another shape; -1 fits any length. */
  void require(int... expected) throws DetectionException {
    boolean same = expected.length == shape.size();
    for (int i = 0; same && i < expected.length; i++) {
      same = expected[i] < 0 || expected[i] == shape.get(i);
    }
    if (!same) {
      throw new DetectionException(
          "the model's output has the shape " + shape + ": expected " + Arrays.toString(expected));
    }
  }
}
