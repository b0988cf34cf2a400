package io.sightline.standalone.bench;

/** How figures are told. */
final class Figures {
  private Figures() {}

  /** To three places. */
  static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
