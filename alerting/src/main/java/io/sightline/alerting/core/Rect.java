package io.sightline.alerting.core;

import io.sightline.alerting.core.rules.Spot;
import io.sightline.avro.Box;
import org.jspecify.annotations.Nullable;

/** A rectangle inside the frame, in fractions of it, with an area above zero. */
record Rect(float left, float top, float width, float height) {
  private static final double SMALLEST_AREA = 1e-6;
  private static final double EDGE = 0.02;

  /** The part of the box that lies in the frame; null if there is none or a number is no number. */
  static @Nullable Rect of(Box box) {
    double left = clamp(box.getLeft());
    double top = clamp(box.getTop());
    double right = clamp((double) box.getLeft() + box.getWidth());
    double bottom = clamp((double) box.getTop() + box.getHeight());
    boolean real = right > left && bottom > top && (right - left) * (bottom - top) > SMALLEST_AREA;
    return real
        ? new Rect((float) left, (float) top, (float) (right - left), (float) (bottom - top))
        : null;
  }

  /** Into 0..1; what is no number stays none, and compares false. */
  private static double clamp(double value) {
    return Double.isNaN(value) ? value : Math.max(0, Math.min(1, value));
  }

  double area() {
    return (double) width * height;
  }

  double intersection(Rect other) {
    double w = Math.min(left + width, other.left + other.width) - Math.max(left, other.left);
    double h = Math.min(top + height, other.top + other.height) - Math.max(top, other.top);
    return w > 0 && h > 0 ? w * h : 0;
  }

  /** Intersection over union, 0..1. */
  double overlap(Rect other) {
    double shared = intersection(other);
    return shared / (area() + other.area() - shared);
  }

  /** How much of the smaller one lies in the other, 0..1. */
  double share(Rect other) {
    return intersection(other) / Math.min(area(), other.area());
  }

  double centreX() {
    return left + width / 2.0;
  }

  double centreY() {
    return top + height / 2.0;
  }

  /** The side of a square of the same area. */
  double side() {
    return Math.sqrt(area());
  }

  /** Smaller area by larger, 0..1. */
  double likeness(Rect other) {
    return Math.min(area(), other.area()) / Math.max(area(), other.area());
  }

  /**
   * How far it is from there as a whole, in its sides: opposite edges have to move the same way, so
   * that a box which only grows or shrinks at one edge has not gone anywhere.
   */
  double travelled(Rect from) {
    double across = common(left - from.left, left + width - from.left - from.width);
    double down = common(top - from.top, top + height - from.top - from.height);
    return Math.hypot(across, down) / Math.sqrt((area() + from.area()) / 2);
  }

  private static double common(double one, double other) {
    return one * other > 0 ? Math.min(Math.abs(one), Math.abs(other)) : 0;
  }

  /** Whether it came nearer or went further away: both sides grew or shrank by so much. */
  boolean scaled(Rect from, double factor) {
    double wider = (double) width / from.width;
    double taller = (double) height / from.height;
    return Math.min(wider, taller) >= factor || Math.max(wider, taller) <= 1 / factor;
  }

  /** Whether it reaches the edge of the frame, so that there may be more of it outside. */
  boolean atEdge() {
    return left <= EDGE || top <= EDGE || left + width >= 1 - EDGE || top + height >= 1 - EDGE;
  }

  /** The rectangle on the way to the other one. */
  Rect towards(Rect other, float share) {
    return new Rect(
        left + share * (other.left - left),
        top + share * (other.top - top),
        width + share * (other.width - width),
        height + share * (other.height - height));
  }

  double centreDistance(Rect other) {
    return Math.hypot(
        left + width / 2.0 - other.left - other.width / 2.0,
        top + height / 2.0 - other.top - other.height / 2.0);
  }

  /** The middle of the lower edge: where somebody stands. */
  Spot foot() {
    return new Spot(left + width / 2.0, (double) top + height);
  }

  double longSide() {
    return Math.max(width, height);
  }

  Box toBox() {
    return new Box(left, top, width, height);
  }
}
