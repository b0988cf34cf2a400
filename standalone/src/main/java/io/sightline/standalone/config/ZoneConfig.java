package io.sightline.standalone.config;

import static java.util.Objects.requireNonNullElse;

import io.sightline.alerting.core.rules.Polygon;
import io.sightline.avro.Point;
import io.sightline.avro.Zone;
import java.util.List;

/**
 * A part of the picture to which rules refer.
 *
 * @param points corners of a polygon as pairs of x and y, fractions of the frame from the top left
 */
public record ZoneConfig(String id, List<List<Double>> points) {
  private static final int LEAST_POINTS = 3;
  private static final int MOST_POINTS = 100;
  private static final double LEAST_AREA = 1e-5;

  public ZoneConfig {
    points = requireNonNullElse(points, List.of());
    Checks checks = new Checks();
    checks.name("id", id);
    if (points.size() < LEAST_POINTS || points.size() > MOST_POINTS) {
      checks.problem(
          "points",
          points.size() + " of them",
          "expected " + LEAST_POINTS + " to " + MOST_POINTS + " corners of a polygon");
    }
    for (List<Double> point : points) {
      checks.point("points", point);
    }
    if (checks.fine()) {
      shape(points, checks);
    }
    checks.done();
  }

  private static void shape(List<List<Double>> points, Checks checks) {
    Polygon polygon = Polygon.of(points.stream().map(ZoneConfig::point).toList());
    if (polygon.crossesItself()) {
      checks.problem(
          "points", points, "expected the corners in order around it: its sides cross each other");
    } else if (polygon.area() < LEAST_AREA) {
      checks.problem("points", points, "expected a polygon with an area, not a line or a point");
    }
  }

  static Point point(List<Double> pair) {
    return new Point(pair.get(0).floatValue(), pair.get(1).floatValue());
  }

  Zone toRecord() {
    return new Zone(id, points.stream().map(ZoneConfig::point).toList());
  }
}
