package io.sightline.ingest.view;

import io.sightline.ingest.motion.LumaPicture;

/**
 * How much there is to see in each cell of a coarse grid: the mean step of brightness between
 * neighbours, in tenths of it, so that light that grows everywhere changes little.
 *
 * @param cells row by row
 * @param glaring share of the pixels that are as bright as can be, 0..1
 */
record Texture(double[] cells, double glaring) {
  private static final int COLUMNS = 24;
  private static final int ROWS = 14;
  private static final int GLARING = 250;

  /** Steps smaller than this are noise of the sensor. */
  private static final int NOISE = 6;

  static Texture of(LumaPicture picture) {
    double[] sums = new double[COLUMNS * ROWS];
    int[] counts = new int[COLUMNS * ROWS];
    int glaring = 0;
    byte[] luma = picture.luma();
    int width = picture.width();
    for (int y = 1; y < picture.height(); y++) {
      int row = y * ROWS / picture.height() * COLUMNS;
      for (int x = 1; x < width; x++) {
        int at = y * width + x;
        int here = luma[at] & 0xff;
        int across = here - (luma[at - 1] & 0xff);
        int down = here - (luma[at - width] & 0xff);
        int cell = row + x * COLUMNS / width;
        sums[cell] += step(across) + step(down);
        counts[cell]++;
        glaring += here >= GLARING ? 1 : 0;
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= Math.max(1, counts[i]);
    }
    return new Texture(sums, glaring / (double) luma.length);
  }

  private static double step(int difference) {
    return Math.max(0, Math.abs(difference) - NOISE);
  }

  /** How much there is to see in all. */
  double detail() {
    double sum = 0;
    for (double cell : cells) {
      sum += cell;
    }
    return sum / cells.length;
  }

  /** 1: the same things in the same places, 0: nothing in common. Light does not matter. */
  double likeness(Texture other) {
    double mine = mean(cells);
    double theirs = mean(other.cells);
    double product = 0;
    double square = 0;
    double otherSquare = 0;
    for (int i = 0; i < cells.length; i++) {
      double a = Math.sqrt(cells[i]) - mine;
      double b = Math.sqrt(other.cells[i]) - theirs;
      product += a * b;
      square += a * a;
      otherSquare += b * b;
    }
    double scale = Math.sqrt(square * otherSquare);
    return scale < 1e-9 ? 0 : product / scale;
  }

  private static double mean(double[] cells) {
    double sum = 0;
    for (double cell : cells) {
      sum += Math.sqrt(cell);
    }
    return sum / cells.length;
  }

  /** A step from this towards another. */
  Texture towards(Texture other, double share) {
    double[] mixed = new double[cells.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = cells[i] + share * (other.cells[i] - cells[i]);
    }
    return new Texture(mixed, glaring + share * (other.glaring - glaring));
  }
}
