package io.sightline.detect.model;

import io.sightline.detect.model.InputForm.Colours;
import io.sightline.detect.model.Letterbox.Placement;
import io.sightline.detect.model.TensorSpec.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SSD with a picture in planes, as in the ONNX model zoo: boxes (left, top, right, bottom) in
 * fractions of the picture, labels from 1 since 0 is the background, and scores.
 *
 * @param size side of the input, pixels
 */
record SsdDecoder(int size, int boxes, int labels, int scores) implements Decoder {

  /** Recognises them. */
  record Models() implements Family {
    @Override
    public String expected() {
      return "SSD: input [N, 3, S, S], outputs bboxes [N, Q, 4], labels [N, Q] and scores [N, Q]";
    }

    @Override
    public @Nullable OutputLayout layout(Signature model) {
      int size = model.planesSide();
      int boxes = model.output("bboxes");
      int labels = model.output("labels");
      int scores = model.output("scores");
      if (size == 0
          || model.inputs().size() != 1
          || Math.min(boxes, Math.min(labels, scores)) < 0
          || model.outputs().get(labels).element() != Element.WHOLE) {
        return null;
      }
      List<String> names = new ArrayList<>(List.of(""));
      names.addAll(model.labels().isEmpty() ? CocoLabels.ALL : model.labels());
      return new OutputLayout(
          "ssd",
          InputForm.planes(size, Placement.STRETCH, 0, Colours.RGB, Normalisation.IMAGENET),
          names,
          new SsdDecoder(size, boxes, labels, scores));
    }
  }

  @Override
  public List<Candidate> decode(List<Tensor> outputs, float minScore) throws DetectionException {
    Tensor values = outputs.get(scores);
    values.require(-1);
    int boxCount = values.shape().get(0);
    outputs.get(labels).require(boxCount);
    outputs.get(boxes).require(boxCount, 4);
    List<Candidate> found = new ArrayList<>();
    for (int i = 0; i < boxCount; i++) {
      float score = Scores.require(values.get(i), i);
      if (score >= minScore) {
        int label = Scores.label(outputs.get(labels).get(i));
        found.add(new Candidate(label, score, Rect.edges(outputs.get(boxes), 4 * i, size)));
      }
    }
    return found;
  }
}
