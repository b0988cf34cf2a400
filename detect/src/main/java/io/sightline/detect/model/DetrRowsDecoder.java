package io.sightline.detect.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * RT-DETR as Ultralytics exports it: a row for each query: centre x and y, width and height in
 * fractions of the picture, then a score for each label.
 *
 * @param size side of the input, pixels
 * @param labels how many
 */
record DetrRowsDecoder(int size, int labels) implements Decoder {
  private static final int HEAD = 4;
  private static final int QUERIES = 300;

  /** Recognises them. */
  record Models() implements Family {
    @Override
    public String expected() {
      return "RT-DETR: input [N, 3, S, S], output [N, " + QUERIES + ", 4 + L]";
    }

    @Override
    public @Nullable OutputLayout layout(Signature model) {
      int size = model.planesSide();
      Optional<TensorSpec> rows = model.onlyOutput(3);
      if (size == 0
          || rows.isEmpty()
          || rows.get().dim(1) != QUERIES
          || rows.get().dim(2) <= HEAD) {
        return null;
      }
      List<String> names = model.names(Math.toIntExact(rows.get().dim(2)) - HEAD);
      return new OutputLayout(
          "detr-rows",
          DetrDecoder.Models.stretched(size),
          names,
          new DetrRowsDecoder(size, names.size()));
    }
  }

  @Override
  public List<Candidate> decode(List<Tensor> outputs, float minScore) throws DetectionException {
    Tensor rows = outputs.get(0);
    rows.require(-1, HEAD + labels);
    List<Candidate> found = new ArrayList<>();
    for (int i = 0; i < rows.shape().get(0); i++) {
      int from = i * (HEAD + labels);
      int label = Scores.best(rows, from + HEAD, labels);
      float score = rows.get(from + HEAD + label);
      if (score >= minScore) {
        found.add(new Candidate(label, score, Rect.middle(rows, from, size)));
      }
    }
    return found;
  }
}
