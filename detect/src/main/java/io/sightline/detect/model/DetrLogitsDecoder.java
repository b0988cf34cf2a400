package io.sightline.detect.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RT-DETR and D-FINE as the Transformers library exports them: for each query a logit for each
 * label, and a box: centre x and y, width and height in fractions of the picture.
 *
 * @param size side of the input, pixels
 * @param names how many labels
 */
record DetrLogitsDecoder(int size, int names, int logits, int boxes) implements Decoder {

  /** Recognises them. */
  record Models() implements Family {
    @Override
    public String expected() {
      return "RT-DETR or D-FINE: input [N, 3, S, S], outputs logits [N, Q, L] and pred_boxes"
          + " [N, Q, 4]";
    }

    @Override
    public @Nullable OutputLayout layout(Signature model) {
      int size = model.planesSide();
      int logits = model.output("logits");
      int boxes = model.output("pred_boxes");
      if (size == 0
          || model.inputs().size() != 1
          || Math.min(logits, boxes) < 0
          || model.outputs().get(logits).rank() != 3
          || model.outputs().get(logits).isOpen(2)) {
        return null;
      }
      List<String> names = model.names(Math.toIntExact(model.outputs().get(logits).dim(2)));
      return new OutputLayout(
          "detr-logits",
          DetrDecoder.Models.stretched(size),
          names,
          new DetrLogitsDecoder(size, names.size(), logits, boxes));
    }
  }

  @Override
  public List<Candidate> decode(List<Tensor> outputs, float minScore) throws DetectionException {
    Tensor values = outputs.get(logits);
    values.require(-1, names);
    int queries = values.shape().get(0);
    outputs.get(boxes).require(queries, 4);
    List<Candidate> found = new ArrayList<>();
    for (int i = 0; i < queries; i++) {
      int label = highest(values, i * names);
      float logit = values.get(i * names + label);
      float score = Scores.require((float) (1 / (1 + Math.exp(-logit))), i);
      if (score >= minScore) {
        found.add(new Candidate(label, score, Rect.middle(outputs.get(boxes), 4 * i, size)));
      }
    }
    return found;
  }

  private int highest(Tensor values, int from) {
    int best = 0;
    for (int i = 1; i < names; i++) {
      // Written so that what is not a number is chosen, and refused.
      best = values.get(from + i) <= values.get(from + best) ? best : i;
      if (Float.isNaN(values.get(from + best))) {
        return best;
      }
    }
    return best;
  }
}
