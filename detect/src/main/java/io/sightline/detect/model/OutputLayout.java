package io.sightline.detect.model;

import static io.sightline.detect.model.CocoLabels.COUNT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a model wants its input and how its output is read, chosen by the shapes of its own tensors.
 *
 * @param name of the family, for people
 * @param size side of the square input, pixels
 * @param padding value of the pixels around the frame, 0..255
 */
public record OutputLayout(
    String name,
    int size,
    Letterbox.Placement placement,
    int padding,
    Normalisation normalisation,
    Decoder decoder) {
  static final List<Integer> STRIDES = List.of(8, 16, 32);
  private static final int COARSEST = 32;

  /** Chooses by shape, or throws IllegalArgumentException with what was found and expected. */
  public static OutputLayout forShapes(List<long[]> inputs, List<long[]> outputs) {
    if (inputs.size() == 1 && isSquarePicture(inputs.get(0))) {
      int size = Math.toIntExact(inputs.get(0)[2]);
      if (same(outputs, yoloxOutputs(size))) {
        return new OutputLayout(
            "yolox",
            size,
            Letterbox.Placement.TOP_LEFT,
            114,
            Normalisation.NONE,
            new YoloxDecoder(size));
      }
      if (same(outputs, nanoDetOutputs(size))) {
        return new OutputLayout(
            "nanodet",
            size,
            Letterbox.Placement.CENTRE,
            0,
            Normalisation.IMAGENET,
            new NanoDetDecoder(size));
      }
    }
    throw new IllegalArgumentException(refusal(inputs, outputs));
  }

  private static boolean isSquarePicture(long[] shape) {
    return shape.length == 4
        && shape[0] == 1
        && shape[1] == 3
        && shape[2] == shape[3]
        && shape[2] > 0
        && shape[2] <= 4096
        && shape[2] % COARSEST == 0;
  }

  private static long cells(int size, int stride) {
    return (long) (size / stride) * (size / stride);
  }

  private static List<long[]> yoloxOutputs(int size) {
    long rows = STRIDES.stream().mapToLong(stride -> cells(size, stride)).sum();
    return List.of(new long[] {1, rows, YoloxDecoder.ROW});
  }

  private static List<long[]> nanoDetOutputs(int size) {
    List<long[]> shapes = new ArrayList<>();
    for (long width : new long[] {COUNT, NanoDetDecoder.ROW}) {
      STRIDES.forEach(stride -> shapes.add(new long[] {1, cells(size, stride), width}));
    }
    return shapes;
  }

  private static boolean same(List<long[]> found, List<long[]> expected) {
    return Arrays.deepEquals(found.toArray(), expected.toArray());
  }

  private static String refusal(List<long[]> inputs, List<long[]> outputs) {
    return "input "
        + text(inputs)
        + " and output "
        + text(outputs)
        + ": expected one input [1, 3, S, S] with S a multiple of 32 and, for S of 416, the output "
        + text(yoloxOutputs(416))
        + " (YOLOX) or "
        + text(nanoDetOutputs(416))
        + " (NanoDet), each with the 80 COCO labels";
  }

  private static String text(List<long[]> shapes) {
    return String.join(" ", shapes.stream().map(Arrays::toString).toList());
  }
}
