package io.sightline.detect.model;

import io.sightline.detect.model.InputForm.Colours;
import io.sightline.detect.model.Letterbox.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * YOLOX: one row for each cell of grids of 8, 16 and 32 pixels, one after the other, row by row:
 * centre x and y in cells from the cell's corner, logarithm of width and height in cells,
 * objectness, then a score for each label.
 *
 * @param size side of the input, pixels; a multiple of 32
 * @param labels how many
 */
record YoloxDecoder(int size, int labels) implements Decoder {
  private static final int HEAD = 5;

  /** Recognises them. */
  record Models() implements Family {
    @Override
    public String expected() {
      return "YOLOX: input [N, 3, S, S], output [N, A, 5 + L]";
    }

    @Override
    public @Nullable OutputLayout layout(Signature model) {
      int size = model.planesSide();
      Optional<TensorSpec> rows = model.onlyOutput(3);
      if (!Grids.divide(size)
          || rows.isEmpty()
          || rows.get().dim(2) <= HEAD
          || !rows.get().fits(TensorSpec.OPEN, Grids.cells(size), TensorSpec.OPEN)) {
        return null;
      }
      List<String> names = model.names(Math.toIntExact(rows.get().dim(2)) - HEAD);
      return new OutputLayout(
          "yolox",
          InputForm.planes(size, Placement.TOP_LEFT, 114, Colours.BGR, Normalisation.NONE),
          names,
          new YoloxDecoder(size, names.size()));
    }
  }

  private int row() {
    return HEAD + labels;
  }

  @Override
  public List<Candidate> decode(List<Tensor> outputs, float minScore) throws DetectionException {
    Tensor rows = outputs.get(0);
    rows.require(Grids.cells(size), row());
    List<Candidate> found = new ArrayList<>();
    int row = 0;
    for (int stride : Grids.STRIDES) {
      int side = size / stride;
      for (int cell = 0; cell < side * side; cell++, row++) {
        float objectness = rows.get(row * row() + 4);
        if (objectness < minScore) {
          continue;
        }
        int label = Scores.best(rows, row * row() + HEAD, labels);
        float score = Scores.require(objectness * rows.get(row * row() + HEAD + label), row);
        if (score >= minScore) {
          found.add(new Candidate(label, score, box(rows, row, stride, cell % side, cell / side)));
        }
      }
    }
    return found;
  }

  private Rect box(Tensor rows, int row, int stride, int column, int line) {
    int from = row * row();
    float x = (rows.get(from) + column) * stride;
    float y = (rows.get(from + 1) + line) * stride;
    float width = (float) Math.exp(rows.get(from + 2)) * stride;
    float height = (float) Math.exp(rows.get(from + 3)) * stride;
    return Rect.around(x, y, width, height);
  }
}
