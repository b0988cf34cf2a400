package io.sightline.detect.model;

import io.sightline.detect.model.InputForm.Colours;
import io.sightline.detect.model.Letterbox.Placement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * NanoDet with the head of Generalized Focal Loss: for each of the grids of 8, 16 and 32 pixels a
 * tensor of scores, then for each a tensor of distributions: for each cell the four distances from
 * its middle to the left, top, right and bottom edge, each as logits over 0 to 7 cells.
 *
 * @param size side of the input, pixels; a multiple of 32
 * @param labels how many
 */
record NanoDetDecoder(int size, int labels) implements Decoder {
  private static final int BINS = 8;
  private static final int LEVELS = Grids.STRIDES.size();
  static final int ROW = 4 * BINS;

  /** Recognises them. */
  record Models() implements Family {
    @Override
    public String expected() {
      return "NanoDet: input [N, 3, S, S], outputs [N, (S/8)², L] [N, (S/16)², L] [N, (S/32)², L]"
          + " and the same with 32 in place of L";
    }

    @Override
    public @Nullable OutputLayout layout(Signature model) {
      int size = model.planesSide();
      if (!Grids.divide(size) || model.inputs().size() != 1 || !hasLevels(model, size)) {
        return null;
      }
      List<String> names = model.names(Math.toIntExact(model.outputs().get(0).dim(2)));
      return new OutputLayout(
          "nanodet",
          InputForm.planes(size, Placement.CENTRE, 0, Colours.BGR, Normalisation.IMAGENET),
          names,
          new NanoDetDecoder(size, names.size()));
    }

    private static boolean hasLevels(Signature model, int size) {
      if (model.outputs().size() != 2 * LEVELS || model.outputs().get(0).rank() != 3) {
        return false;
      }
      long labels = model.outputs().get(0).dim(2);
      boolean all = labels > 0;
      for (int i = 0; all && i < 2 * LEVELS; i++) {
        int cells = Grids.cells(size, Grids.STRIDES.get(i % LEVELS));
        TensorSpec output = model.outputs().get(i);
        all = output.isBatch() && output.fits(TensorSpec.OPEN, cells, i < LEVELS ? labels : ROW);
      }
      return all;
    }
  }

  @Override
  public List<Candidate> decode(List<Tensor> outputs, float minScore) throws DetectionException {
    List<Candidate> found = new ArrayList<>();
    for (int level = 0; level < LEVELS; level++) {
      Tensor scores = outputs.get(level);
      Tensor edges = outputs.get(LEVELS + level);
      int stride = Grids.STRIDES.get(level);
      int side = size / stride;
      scores.require(side * side, labels);
      edges.require(side * side, ROW);
      for (int cell = 0; cell < side * side; cell++) {
        int label = Scores.best(scores, cell * labels, labels);
        float score = scores.get(cell * labels + label);
        if (score >= minScore) {
          found.add(new Candidate(label, score, box(edges, cell, stride, side)));
        }
      }
    }
    return found;
  }

  private static Rect box(Tensor edges, int cell, int stride, int side) {
    float x = cell % side * stride + (stride - 1) / 2f;
    float y = cell / side * stride + (stride - 1) / 2f;
    return new Rect(
        x - stride * distance(edges, cell * ROW),
        y - stride * distance(edges, cell * ROW + BINS),
        x + stride * distance(edges, cell * ROW + 2 * BINS),
        y + stride * distance(edges, cell * ROW + 3 * BINS));
  }

  /** The distribution's mean, cells. */
  private static float distance(Tensor logits, int from) {
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
