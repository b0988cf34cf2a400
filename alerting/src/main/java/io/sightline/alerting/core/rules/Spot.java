package io.sightline.alerting.core.rules;

/** A point of the picture, in fractions of the frame from its top left: where somebody stands. */
public record Spot(double x, double y) {

  /** Above zero if this lies to the right of somebody who walks from one point to the other. */
  double rightOf(Spot from, Spot to) {
    return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);
  }

  double distance(Spot other) {
    return Math.hypot(x - other.x, y - other.y);
  }

  boolean isReal() {
    return Double.isFinite(x) && Double.isFinite(y);
  }
}
