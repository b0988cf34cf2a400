package io.sightline.detect.model;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * NanoDet with the head of Generalized Focal Loss: for each of the grids of 8, 16 and 32 pixels a
 * tensor of scores, then for each a tensor of distributions: for each cell the four distances from
 * its middle to the left, top, right and bottom edge, each as logits over 0 to 7 cells.
 *
 * @param size side of the input, pixels; a multiple of 32
 */
public record NanoDetDecoder(int size) implements Decoder {
  private static final int BINS = 8;
  static final int ROW = 4 * BINS;

  @Override
  public List<Candidate> decode(List<FloatBuffer> outputs, float minScore)
      throws DetectionException {
    List<Candidate> found = new ArrayList<>();
    for (int level = 0; level < OutputLayout.STRIDES.size(); level++) {
      FloatBuffer scores = outputs.get(level);
      FloatBuffer edges = outputs.get(OutputLayout.STRIDES.size() + level);
      int stride = OutputLayout.STRIDES.get(level);
      int side = size / stride;
      for (int cell = 0; cell < side * side; cell++) {
        int label = Scores.best(scores, cell * CocoLabels.COUNT, CocoLabels.COUNT);
        float score = scores.get(cell * CocoLabels.COUNT + label);
        if (score >= minScore) {
          found.add(new Candidate(label, score, box(edges, cell, stride, side)));
        }
      }
    }
    return found;
  }

  private static Rect box(FloatBuffer edges, int cell, int stride, int side) {
    float x = cell % side * stride + (stride - 1) / 2f;
    float y = cell / side * stride + (stride - 1) / 2f;
    return new Rect(
        x - stride * distance(edges, cell * ROW),
        y - stride * distance(edges, cell * ROW + BINS),
        x + stride * distance(edges, cell * ROW + 2 * BINS),
        y + stride * distance(edges, cell * ROW + 3 * BINS));
  }

  /** The distribution's mean, cells. */
  private static float distance(FloatBuffer logits, int from) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < BINS; i++) {
      highest = Math.max(highest, logits.get(from + i));
    }
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < BINS; i++) {
      double weight = Math.exp(logits.get(from + i) - highest);
      sum += weight;
      weighted += weight * i;
    }
    return (float) (weighted / sum);
  }
}
