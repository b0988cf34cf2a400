package io.sightline.ingest.motion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Connected regions of a mask, found on a grid of small cells so that the parts of one object, a
 * cell apart, count as one.
 */
final class RegionFinder {
  static final int CELL = 4;
  private static final int MIN_IN_CELL = 4;
  private static final int REACH = 2;

  /** A region and how many pixels in it changed. */
  record Found(Region region, int pixels) {}

  private final int width;
  private final int height;
  private final int columns;
  private final int rows;
  private final int[] counts;
  private final boolean[] covered;
  private final int[] stack;

  RegionFinder(int width, int height) {
    this.width = width;
    this.height = height;
    this.columns = (width + CELL - 1) / CELL;
    this.rows = (height + CELL - 1) / CELL;
    this.counts = new int[columns * rows];
    this.covered = new boolean[columns * rows];
    this.stack = new int[columns * rows];
  }

  /** Regions of at least the given number of pixels, largest first. */
  List<Found> find(boolean[] mask, int minPixels) {
    count(mask);
    Arrays.fill(covered, false);
    List<Found> found = new ArrayList<>();
    boolean[] seen = new boolean[counts.length];
    for (int cell = 0; cell < counts.length; cell++) {
      if (!seen[cell] && counts[cell] >= MIN_IN_CELL) {
        flood(cell, seen, minPixels, found);
      }
    }
    found.sort(Comparator.comparingInt(Found::pixels).reversed());
    return found;
  }

  /** True if the pixel lies in or next to a region of the last {@link #find}. */
  boolean covers(int x, int y) {
    return covered[y / CELL * columns + x / CELL];
  }

  private void count(boolean[] mask) {
    Arrays.fill(counts, 0);
    for (int y = 0; y < height; y++) {
      int row = y / CELL * columns;
      for (int x = 0; x < width; x++) {
        if (mask[y * width + x]) {
          counts[row + x / CELL]++;
        }
      }
    }
  }

  private void flood(int start, boolean[] seen, int minPixels, List<Found> found) {
    int top = 0;
    int end = 0;
    stack[end++] = start;
    seen[start] = true;
    int pixels = 0;
    int left = columns;
    int right = 0;
    int upper = rows;
    int lower = 0;
    while (top < end) {
      int cell = stack[top++];
      int column = cell % columns;
      int row = cell / columns;
      pixels += counts[cell];
      left = Math.min(left, column);
      right = Math.max(right, column);
      upper = Math.min(upper, row);
      lower = Math.max(lower, row);
      end = push(column, row, seen, end);
    }
    if (pixels >= minPixels) {
      found.add(new Found(box(left, upper, right, lower), pixels));
      for (int i = 0; i < end; i++) {
        cover(stack[i] % columns, stack[i] / columns);
      }
    }
  }

  private int push(int column, int row, boolean[] seen, int end) {
    int next = end;
    for (int y = Math.max(0, row - REACH); y <= Math.min(rows - 1, row + REACH); y++) {
      for (int x = Math.max(0, column - REACH); x <= Math.min(columns - 1, column + REACH); x++) {
        int cell = y * columns + x;
        if (!seen[cell] && counts[cell] >= MIN_IN_CELL) {
          seen[cell] = true;
          stack[next++] = cell;
        }
      }
    }
    return next;
  }

  private void cover(int column, int row) {
    for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
      for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
        covered[y * columns + x] = true;
      }
    }
  }

  private Region box(int left, int upper, int right, int lower) {
    float x0 = (float) (left * CELL) / width;
    float y0 = (float) (upper * CELL) / height;
    float x1 = Math.min(1, (float) ((right + 1) * CELL) / width);
    float y1 = Math.min(1, (float) ((lower + 1) * CELL) / height);
    return new Region(x0, y0, x1 - x0, y1 - y0);
  }
}
