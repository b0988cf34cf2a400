package io.sightline.standalone.config;

import io.sightline.avro.Line;
import java.util.List;

/**
 * A line across the picture that rules can ask to be crossed. Left and right are those of somebody
 * who walks from its one end to the other.
 *
 * @param from where it begins, as x and y, fractions of the frame from the top left
 * @param to where it ends
 */
public record LineConfig(String id, List<Double> from, List<Double> to) {
  private static final double LEAST_LENGTH = 0.02;

  public LineConfig {
    Checks checks = new Checks();
    checks.name("id", id);
    checks.point("from", from);
    checks.point("to", to);
    if (checks.fine() && length(from, to) < LEAST_LENGTH) {
      checks.problem("to", to, "expected " + LEAST_LENGTH + " or more away from " + from);
    }
    checks.done();
  }

  private static double length(List<Double> from, List<Double> to) {
    return Math.hypot(to.get(0) - from.get(0), to.get(1) - from.get(1));
  }

  Line toRecord() {
    return new Line(id, ZoneConfig.point(from), ZoneConfig.point(to));
  }
}
