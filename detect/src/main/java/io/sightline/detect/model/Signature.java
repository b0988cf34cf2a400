package io.sightline.detect.model;

import io.sightline.detect.model.TensorSpec.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model says about itself.
 *
 * @param metadata as the model's makers wrote it, for example {@code names} and {@code imgsz}
 * @param labels from a file beside the model; empty if there is none
 */
public record Signature(
    List<TensorSpec> inputs,
    List<TensorSpec> outputs,
    Map<String, String> metadata,
    List<String> labels) {
  private static final int MAX_SIDE = 4096;
  private static final Pattern SIDE = Pattern.compile("\\D*(\\d{1,5})\\D+(\\d{1,5})\\D*");
  private static final Pattern NAME = Pattern.compile("(\\d{1,5})\\s*:\\s*(['\"])(.*?)\\2");

  public Signature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    metadata = Map.copyOf(metadata);
    labels = List.copyOf(labels);
  }

  /** Side of the square picture that the first input takes as planes of colour; 0 if it is none. */
  int planesSide() {
    if (inputs.isEmpty()) {
      return 0;
    }
    TensorSpec picture = inputs.get(0);
    boolean planes =
        picture.element() == Element.FLOAT
            && picture.isBatch()
            && picture.fits(TensorSpec.OPEN, 3, TensorSpec.OPEN, TensorSpec.OPEN);
    return planes ? side(picture.dim(2), picture.dim(3)) : 0;
  }

  /** The same of the second and third dimension. */
  int side(long height, long width) {
    if (height == TensorSpec.OPEN || width == TensorSpec.OPEN) {
      Matcher written = SIDE.matcher(metadata.getOrDefault("imgsz", ""));
      return written.matches()
          ? square(Long.parseLong(written.group(1)), Long.parseLong(written.group(2)))
          : 0;
    }
    return square(height, width);
  }

  private static int square(long height, long width) {
    return height == width && height > 0 && height <= MAX_SIDE ? (int) height : 0;
  }

  /** The only output, if it is of numbers and has this many dimensions. */
  Optional<TensorSpec> onlyOutput(int rank) {
    return inputs.size() == 1 && outputs.size() == 1 && outputs.get(0).rank() == rank
        ? Optional.of(outputs.get(0)).filter(o -> o.element() == Element.FLOAT && o.isBatch())
        : Optional.empty();
  }

  /** Index of the output of this name or one that ends in it, whatever stands behind a colon. */
  int output(String name) {
    for (int i = 0; i < outputs.size(); i++) {
      String given = outputs.get(i).name().replaceAll(":\\d+$", "");
      if (given.equals(name) || given.endsWith("/" + name)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Names of so many labels: from the file, else from the model's metadata, else COCO's 80.
   *
   * @throws IllegalArgumentException if there are none, or another number of them
   */
  List<String> names(int count) {
    List<String> names = labels;
    if (names.isEmpty()) {
      names = named(metadata.getOrDefault("names", ""));
    }
    if (names.isEmpty() && count == CocoLabels.COUNT) {
      names = CocoLabels.ALL;
    }
    if (names.size() != count) {
      throw new IllegalArgumentException(
          "the model tells "
              + count
              + " labels apart and "
              + names.size()
              + " are named: expected the 80 of COCO, 'names' in the model's metadata, or a file"
              + " of the model's name with the ending .labels beside it, one label a line");
    }
    return names;
  }

  /** Reads <code>{0: 'person', 1: 'bicycle'}</code>; empty if it is nothing of the kind. */
  static List<String> named(String written) {
    List<String> names = new ArrayList<>();
    Matcher matcher = NAME.matcher(written);
    while (matcher.find()) {
      if (Integer.parseInt(matcher.group(1)) != names.size()) {
        return List.of();
      }
      names.add(matcher.group(3));
    }
    return names;
  }

  @Override
  public String toString() {
    return "input " + text(inputs) + " and output " + text(outputs);
  }

  private static String text(List<TensorSpec> tensors) {
    return String.join(" ", tensors.stream().map(TensorSpec::toString).toList());
  }
}
