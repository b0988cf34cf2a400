package io.sightline.standalone.eval.footage;

/** Something in a frame, in fractions of it. */
public record Place(long id, double left, double top, double width, double height) {

  /** Intersection over union, 0..1. */
  double overlap(Place other) {
    double w = Math.min(left + width, other.left + other.width) - Math.max(left, other.left);
    double h = Math.min(top + height, other.top + other.height) - Math.max(top, other.top);
    double shared = w > 0 && h > 0 ? w * h : 0;
    double all = width * height + other.width * other.height - shared;
    return all > 0 ? shared / all : 0;
  }
}
