package io.sightline.detect.model;

import io.sightline.detect.model.InputForm.Colours;
import io.sightline.detect.model.Letterbox.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * YOLOv8 and those that export alike (YOLOv9, YOLO11): a column for each cell: centre x and y,
 * width and height in pixels of the input, then a score for each label; no objectness.
 *
 * @param size side of the input, pixels; a multiple of 32
 * @param labels how many
 */
record YoloV8Decoder(int size, int labels) implements Decoder {
  private static final int HEAD = 4;

  /** Recognises them. */
  record Models() implements Family {
    @Override
    public String expected() {
      return "YOLOv8: input [N, 3, S, S], output [N, 4 + L, A]";
    }

    @Override
    public @Nullable OutputLayout layout(Signature model) {
      int size = model.planesSide();
      Optional<TensorSpec> columns = model.onlyOutput(3);
      if (!Grids.divide(size)
          || columns.isEmpty()
          || columns.get().dim(1) <= HEAD
          || !columns.get().fits(TensorSpec.OPEN, TensorSpec.OPEN, Grids.cells(size))) {
        return null;
      }
      List<String> names = model.names(Math.toIntExact(columns.get().dim(1)) - HEAD);
      return new OutputLayout(
          "yolov8",
          InputForm.planes(size, Placement.CENTRE, 114, Colours.RGB, Normalisation.UNIT),
          names,
          new YoloV8Decoder(size, names.size()));
    }
  }

  @Override
  public List<Candidate> decode(List<Tensor> outputs, float minScore) throws DetectionException {
    Tensor columns = outputs.get(0);
    int cells = Grids.cells(size);
    columns.require(HEAD + labels, cells);
    float[] best = new float[cells];
    int[] label = new int[cells];
    float[] scores = new float[cells];
    for (int i = 0; i < labels; i++) {
      columns.values().get((HEAD + i) * cells, scores);
      for (int cell = 0; cell < cells; cell++) {
        // Written so that what is not a number gets in too, and stays.
        if (!(scores[cell] <= best[cell])) {
          best[cell] = scores[cell];
          label[cell] = i;
        }
      }
    }
    List<Candidate> found = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      if (!(best[cell] < minScore)) {
        found.add(new Candidate(label[cell], Scores.require(best[cell], cell), box(columns, cell)));
      }
    }
    return found;
  }

  private static Rect box(Tensor columns, int cell) {
    int cells = columns.shape().get(1);
    return Rect.around(
        columns.get(cell),
        columns.get(cells + cell),
        columns.get(2 * cells + cell),
        columns.get(3 * cells + cell));
  }
}
