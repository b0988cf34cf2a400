package io.sightline.standalone.bench;

import java.util.List;

/** How figures are told. */
final class Figures {
  private Figures() {}

  /** Of the values in between, where there are two of them the lower one. */
  static double median(List<Double> values) {
    return values.stream().sorted().toList().get((values.size() - 1) / 2);
  }

  /** To three places. */
  static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
