package io.sightline.ingest.motion;

/** A rectangle in fractions of the picture, 0..1, origin at the top left. */
public record Region(float left, float top, float width, float height) {

  boolean overlaps(Region other) {
    return left <= other.left + other.width
        && other.left <= left + width
        && top <= other.top + other.height
        && other.top <= top + height;
  }

  /** The smallest rectangle around both. */
  Region around(Region other) {
    float x0 = Math.min(left, other.left);
    float y0 = Math.min(top, other.top);
    float x1 = Math.max(left + width, other.left + other.width);
    float y1 = Math.max(top + height, other.top + other.height);
    return new Region(x0, y0, x1 - x0, y1 - y0);
  }
}
