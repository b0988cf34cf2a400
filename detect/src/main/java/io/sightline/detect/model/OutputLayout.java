package io.sightline.detect.model;

import java.util.List;

/**
 * How a model wants its input and how its output is read, chosen by what it says about itself.
 *
 * @param name of the family, for people
 * @param labels by index; empty where an index stands for nothing
 */
public record OutputLayout(String name, InputForm input, List<String> labels, Decoder decoder) {
  /** In this order; no model belongs to two. */
  private static final List<Family> FAMILIES =
      List.of(
          new YoloxDecoder.Models(),
          new NanoDetDecoder.Models(),
          new YoloV8Decoder.Models(),
          new DetrDecoder.Models(),
          new DetrLogitsDecoder.Models(),
          new DetrRowsDecoder.Models(),
          new SsdDecoder.Models(),
          new TensorFlowSsdDecoder.Models());

  public OutputLayout {
    labels = List.copyOf(labels);
  }

  /**
   * Chooses.
   *
   * @throws IllegalArgumentException with what was found and expected
   */
  public static OutputLayout of(Signature model) {
    for (Family family : FAMILIES) {
      OutputLayout layout = family.layout(model);
      if (layout != null) {
        return layout;
      }
    }
    throw new IllegalArgumentException(
        model
            + ": expected one of, with S the input's side, A = (S/8)² + (S/16)² + (S/32)² and L"
            + " labels, "
            + String.join("; ", FAMILIES.stream().map(Family::expected).toList()));
  }

  /**
   * Reads what the model says about one picture.
   *
   * @param outputs in the order of the model's outputs
   * @param minScore weaker boxes are left out
   * @return boxes in pixels of the input
   * @throws DetectionException if a score, a label or a box cannot be
   */
  public List<Candidate> read(List<Tensor> outputs, float minScore) throws DetectionException {
    List<Candidate> found = decoder.decode(outputs, minScore);
    for (Candidate candidate : found) {
      if (candidate.label() < 0
          || candidate.label() >= labels.size()
          || labels.get(candidate.label()).isEmpty()) {
        throw new DetectionException(
            "the model's label " + candidate.label() + " is none: it has " + labels.size());
      }
      if (!candidate.box().isFinite()) {
        throw new DetectionException(
            "the model's box " + candidate.box() + " is no box: expected finite numbers");
      }
    }
    return found;
  }
}
