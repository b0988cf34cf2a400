package io.sightline.standalone.eval;

/** A box in pixels of a picture, origin at the top left. */
record PictureBox(double left, double top, double width, double height) {

  double area() {
    return width * height;
  }

  /** Shared area as a share of the area covered by either, 0..1. */
  double overlap(PictureBox other) {
    double shared = shared(other);
    double covered = area() + other.area() - shared;
    return covered <= 0 ? 0 : shared / covered;
  }

  /** Share of this box that lies in the other. */
  double within(PictureBox other) {
    return area() <= 0 ? 0 : shared(other) / area();
  }

  private double shared(PictureBox other) {
    double x = Math.min(left + width, other.left + other.width) - Math.max(left, other.left);
    double y = Math.min(top + height, other.top + other.height) - Math.max(top, other.top);
    return Math.max(0, x) * Math.max(0, y);
  }
}
