package io.sightline.detect.model;

/**
 * A rectangle, origin at the top left. The unit is the caller's: pixels of the model's input, or
 * fractions of the frame.
 */
public record Rect(float left, float top, float right, float bottom) {
  /** The whole frame, in fractions. */
  public static final Rect FRAME = new Rect(0, 0, 1, 1);

  /** By its middle. */
  static Rect around(float x, float y, float width, float height) {
    return new Rect(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
  }

  /** Left, top, right and bottom as they stand in a tensor, times the scale. */
  static Rect edges(Tensor values, int from, float scale) {
    return new Rect(
        values.get(from) * scale,
        values.get(from + 1) * scale,
        values.get(from + 2) * scale,
        values.get(from + 3) * scale);
  }

  /** Middle, width and height as they stand in a tensor, times the scale. */
  static Rect middle(Tensor values, int from, float scale) {
    return around(
        values.get(from) * scale,
        values.get(from + 1) * scale,
        values.get(from + 2) * scale,
        values.get(from + 3) * scale);
  }

  /** False if an edge is infinite or no number. */
  public boolean isFinite() {
    return Float.isFinite(left)
        && Float.isFinite(top)
        && Float.isFinite(right)
        && Float.isFinite(bottom);
  }

  public float width() {
    return right - left;
  }

  public float height() {
    return bottom - top;
  }

  public float area() {
    return Math.max(0, width()) * Math.max(0, height());
  }

  /** What lies in both; its area is 0 if they do not meet. */
  public Rect intersection(Rect other) {
    return new Rect(
        Math.max(left, other.left),
        Math.max(top, other.top),
        Math.min(right, other.right),
        Math.min(bottom, other.bottom));
  }

  /** True if it lies within the other. */
  public boolean isWithin(Rect other) {
    return left >= other.left && top >= other.top && right <= other.right && bottom <= other.bottom;
  }

  /** The smallest rectangle around both. */
  public Rect union(Rect other) {
    return new Rect(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom));
  }

  /** Shared area as a share of the area covered by either, 0..1. */
  public float overlap(Rect other) {
    float shared = intersection(other).area();
    float covered = area() + other.area() - shared;
    return covered <= 0 ? 0 : shared / covered;
  }
}
