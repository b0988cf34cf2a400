package io.sightline.ingest.mask;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which pixels of a picture are covered. */
public final class Cover {
  /** Covered pixels of a row, {@code left} included, {@code right} not. */
  public record Run(int row, int left, int right) {}

  private final int width;
  private final int height;
  private final BitSet covered;

  Cover(int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "picture of " + width + "x" + height + " pixels: expected 1x1 or more");
    }
    this.width = width;
    this.height = height;
    this.covered = new BitSet(Math.multiplyExact(width, height));
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public boolean hides(int x, int y) {
    return covered.get(y * width + x);
  }

  public boolean isEmpty() {
    return covered.isEmpty();
  }

  /** Covers pixels {@code left} to {@code right}, both included, as far as they are in the row. */
  void add(int row, int left, int right) {
    int from = Math.max(0, left);
    int to = Math.min(width - 1, right);
    if (row >= 0 && row < height && from <= to) {
      covered.set(row * width + from, row * width + to + 1);
    }
  }

  /** The same with a border of so many pixels. */
  Cover grown(int pixels) {
    Cover grown = new Cover(width, height);
    for (Run run : runs()) {
      for (int row = run.row() - pixels; row <= run.row() + pixels; row++) {
        grown.add(row, run.left() - pixels, run.right() - 1 + pixels);
      }
    }
    return grown;
  }

  /** What is covered of a part; nothing is outside of the picture. */
  public Cover part(int left, int top, int partWidth, int partHeight) {
    Cover cut = new Cover(partWidth, partHeight);
    for (int row = Math.max(0, top); row < Math.min(height, top + partHeight); row++) {
      int end = Math.min(width, left + partWidth) + row * width;
      int x = covered.nextSetBit(Math.max(0, left) + row * width);
      while (x >= 0 && x < end) {
        int right = Math.min(end, covered.nextClearBit(x));
        cut.add(row - top, x - row * width - left, right - 1 - row * width - left);
        x = covered.nextSetBit(right);
      }
    }
    return cut;
  }

  /** The same with each square block, counted from the top left, covered whole or not at all. */
  Cover inBlocks(int size) {
    Cover blocks = new Cover(width, height);
    for (Run run : runs()) {
      int left = run.left() / size * size;
      int right = (run.right() - 1) / size * size + size - 1;
      int top = run.row() / size * size;
      for (int row = top; row < top + size; row++) {
        blocks.add(row, left, right);
      }
    }
    return blocks;
  }

  /** Row by row, from left to right. */
  public List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (int i = covered.nextSetBit(0); i >= 0; i = covered.nextSetBit(i)) {
      int row = i / width;
      int end = Math.min(covered.nextClearBit(i), (row + 1) * width);
      runs.add(new Run(row, i - row * width, end - row * width));
      i = end;
    }
    return runs;
  }

  /** By index, row by row. */
  public boolean[] pixels() {
    boolean[] pixels = new boolean[width * height];
    covered.stream().forEach(i -> pixels[i] = true);
    return pixels;
  }

  /** Makes what is covered black; one byte a pixel, row by row. */
  public void blacken(byte[] luma) {
    if (luma.length != width * height) {
      throw new IllegalArgumentException(
          "picture of " + luma.length + " bytes: expected " + width + " x " + height);
    }
    covered.stream().forEach(i -> luma[i] = 0);
  }
}
