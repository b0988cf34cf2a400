package io.sightline.alerting.core.rules;

/** A straight way from one point to another. */
record Segment(Spot begin, Spot end) {

  /** Whether they have a point in common; touching counts. */
  boolean meets(Segment other) {
    double a = begin.rightOf(other.begin, other.end);
    double b = end.rightOf(other.begin, other.end);
    double c = other.begin.rightOf(begin, end);
    double d = other.end.rightOf(begin, end);
    if (a == 0 && b == 0 && c == 0 && d == 0) {
      return overlap(begin.x(), end.x(), other.begin.x(), other.end.x())
          && overlap(begin.y(), end.y(), other.begin.y(), other.end.y());
    }
    return a * b <= 0 && c * d <= 0;
  }

  private static boolean overlap(double a, double b, double c, double d) {
    return Math.max(Math.min(a, b), Math.min(c, d)) <= Math.min(Math.max(a, b), Math.max(c, d));
  }

  double distance(Spot spot) {
    double dx = end.x() - begin.x();
    double dy = end.y() - begin.y();
    double length = dx * dx + dy * dy;
    double along = ((spot.x() - begin.x()) * dx + (spot.y() - begin.y()) * dy) / length;
    double share = length == 0 ? 0 : Math.max(0, Math.min(1, along));
    return spot.distance(new Spot(begin.x() + share * dx, begin.y() + share * dy));
  }

  /** How far the point is from the endless line through this; above zero to the right. */
  double aside(Spot spot) {
    double length = begin.distance(end);
    return length == 0 ? 0 : spot.rightOf(begin, end) / length;
  }

  /** Whether a ray from the point to the right goes through this. */
  boolean passedByRay(Spot spot) {
    boolean spans = begin.y() > spot.y() != end.y() > spot.y();
    return spans
        && spot.x()
            < begin.x() + (end.x() - begin.x()) * (spot.y() - begin.y()) / (end.y() - begin.y());
  }
}
