package io.sightline.alerting.core.rules;

import io.sightline.avro.Point;
import java.util.List;

/** A part of the picture. Its border belongs to it; with fewer than three corners it is nothing. */
public final class Polygon {
  private static final int LEAST_CORNERS = 3;

  /** Numbers on the wire are single precision. */
  private static final double BORDER = 1e-6;

  private final List<Spot> corners;

  private Polygon(List<Spot> corners) {
    this.corners = corners;
  }

  public static Polygon of(List<Point> points) {
    List<Spot> corners = points.stream().map(p -> new Spot(p.getX(), p.getY())).toList();
    boolean real = corners.size() >= LEAST_CORNERS && corners.stream().allMatch(Spot::isReal);
    return new Polygon(real ? corners : List.of());
  }

  /** By how often a ray to the right leaves or enters it. */
  public boolean contains(Spot spot) {
    boolean inside = false;
    for (int i = 0; i < corners.size(); i++) {
      Segment side = side(i);
      if (side.distance(spot) <= BORDER) {
        return true;
      }
      inside ^= side.passedByRay(spot);
    }
    return inside;
  }

  /** Whether two sides that are no neighbours touch, so that nobody can say what is inside. */
  public boolean crossesItself() {
    int count = corners.size();
    for (int i = 0; i < count; i++) {
      for (int j = i + 2; j < count; j++) {
        boolean neighbours = i == 0 && j == count - 1;
        if (!neighbours && side(i).meets(side(j))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Share of the picture. */
  public double area() {
    double twice = 0;
    for (int i = 0; i < corners.size(); i++) {
      Segment side = side(i);
      twice += side.begin().x() * side.end().y() - side.end().x() * side.begin().y();
    }
    return Math.abs(twice) / 2;
  }

  private Segment side(int i) {
    return new Segment(corners.get(i), corners.get((i + 1) % corners.size()));
  }
}
