package io.sightline.alerting.core.feedback;

/** A rectangle in the frame, in fractions of it, with an area above zero. */
public record Place(float left, float top, float width, float height) {

  double area() {
    return (double) width * height;
  }

  /** Intersection over union, 0..1. */
  double overlap(Place other) {
    double shared = intersection(other);
    return shared / (area() + other.area() - shared);
  }

  boolean touches(Place other) {
    return intersection(other) > 0;
  }

  /** How many times larger the larger one is. */
  double sizeRatio(Place other) {
    return Math.max(area(), other.area()) / Math.min(area(), other.area());
  }

  private double intersection(Place other) {
    double w =
        Math.min((double) left + width, (double) other.left + other.width)
            - Math.max(left, other.left);
    double h =
        Math.min((double) top + height, (double) other.top + other.height)
            - Math.max(top, other.top);
    return w > 0 && h > 0 ? w * h : 0;
  }
}
