package io.sightline.detect.model;

import java.util.List;

/** The grids of cells in which most models look: of 8, 16 and 32 pixels. */
final class Grids {
  static final List<Integer> STRIDES = List.of(8, 16, 32);
  private static final int COARSEST = 32;

  private Grids() {}

  static boolean divide(int size) {
    return size > 0 && size % COARSEST == 0;
  }

  static int cells(int size, int stride) {
    return (size / stride) * (size / stride);
  }

  /** Of all grids. */
  static int cells(int size) {
    return STRIDES.stream().mapToInt(stride -> cells(size, stride)).sum();
  }
}
