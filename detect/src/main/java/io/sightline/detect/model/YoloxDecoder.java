package io.sightline.detect.model;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * YOLOX: one row for each cell of grids of 8, 16 and 32 pixels, one after the other, row by row:
 * centre x and y in cells from the cell's corner, logarithm of width and height in cells,
 * objectness, then a score for each label.
 *
 * @param size side of the input, pixels; a multiple of 32
 */
public record YoloxDecoder(int size) implements Decoder {
  private static final int HEAD = 5;
  static final int ROW = HEAD + CocoLabels.COUNT;

  @Override
  public List<Candidate> decode(List<FloatBuffer> outputs, float minScore)
      throws DetectionException {
    FloatBuffer rows = outputs.get(0);
    List<Candidate> found = new ArrayList<>();
    int row = 0;
    for (int stride : OutputLayout.STRIDES) {
      int side = size / stride;
      for (int cell = 0; cell < side * side; cell++, row++) {
        float objectness = rows.get(row * ROW + 4);
        if (objectness < minScore) {
          continue;
        }
        int label = Scores.best(rows, row * ROW + HEAD, CocoLabels.COUNT);
        float score = Scores.require(objectness * rows.get(row * ROW + HEAD + label), row);
        if (score >= minScore) {
          found.add(new Candidate(label, score, box(rows, row, stride, cell % side, cell / side)));
        }
      }
    }
    return found;
  }

  private static Rect box(FloatBuffer rows, int row, int stride, int column, int line) {
    float x = (rows.get(row * ROW) + column) * stride;
    float y = (rows.get(row * ROW + 1) + line) * stride;
    float halfWidth = (float) Math.exp(rows.get(row * ROW + 2)) * stride / 2;
    float halfHeight = (float) Math.exp(rows.get(row * ROW + 3)) * stride / 2;
    return new Rect(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
  }
}
