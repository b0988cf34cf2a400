package io.sightline.detect.model;

import io.sightline.detect.model.InputForm.Colours;
import io.sightline.detect.model.Letterbox.Placement;
import io.sightline.detect.model.TensorSpec.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RT-DETR and D-FINE as their makers export them: a second input says to which size boxes are to be
 * scaled; the outputs are labels, boxes (left, top, right, bottom) and scores.
 *
 * @param size side of the input, which is also given as the size to scale to
 */
record DetrDecoder(int size, int labels, int boxes, int scores) implements Decoder {

  /** Recognises them. */
  record Models() implements Family {
    @Override
    public String expected() {
      return "RT-DETR or D-FINE: inputs images [N, 3, S, S] and orig_target_sizes [N, 2], outputs"
          + " labels [N, Q], boxes [N, Q, 4] and scores [N, Q]";
    }

    @Override
    public @Nullable OutputLayout layout(Signature model) {
      int size = model.planesSide();
      int labels = model.output("labels");
      int boxes = model.output("boxes");
      int scores = model.output("scores");
      if (size == 0
          || model.inputs().size() != 2
          || model.inputs().get(1).element() != Element.WHOLE
          || !model.inputs().get(1).fits(TensorSpec.OPEN, 2)
          || Math.min(labels, Math.min(boxes, scores)) < 0) {
        return null;
      }
      List<String> names = model.labels().isEmpty() ? CocoLabels.ALL : model.labels();
      return new OutputLayout(
          "detr", stretched(size), names, new DetrDecoder(size, labels, boxes, scores));
    }

    /** These models take the whole square and know no padding. */
    static InputForm stretched(int size) {
      return InputForm.planes(size, Placement.STRETCH, 0, Colours.RGB, Normalisation.UNIT);
    }
  }

  @Override
  public List<Candidate> decode(List<Tensor> outputs, float minScore) throws DetectionException {
    Tensor values = outputs.get(scores);
    values.require(-1);
    int queries = values.shape().get(0);
    outputs.get(labels).require(queries);
    outputs.get(boxes).require(queries, 4);
    List<Candidate> found = new ArrayList<>();
    for (int i = 0; i < queries; i++) {
      float score = Scores.require(values.get(i), i);
      if (score >= minScore) {
        int label = Scores.label(outputs.get(labels).get(i));
        found.add(new Candidate(label, score, Rect.edges(outputs.get(boxes), 4 * i, 1)));
      }
    }
    return found;
  }
}
