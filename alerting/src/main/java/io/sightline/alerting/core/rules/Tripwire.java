package io.sightline.alerting.core.rules;

import io.sightline.avro.Line;

/** A line that can be crossed. */
record Tripwire(String id, Segment segment) {
  /** Who is nearer to the line than this is on no side of it: boxes tremble. */
  private static final double MARGIN = 0.01;

  static Tripwire of(Line line) {
    return new Tripwire(
        line.getLineId(),
        new Segment(
            new Spot(line.getBegin().getX(), line.getBegin().getY()),
            new Spot(line.getEnd().getX(), line.getEnd().getY())));
  }

  /** Whether it is clear on which side the point lies. */
  boolean clear(Spot spot) {
    return Math.abs(segment.aside(spot)) >= MARGIN;
  }

  /** Whether the way between two clear points crosses it. */
  boolean crossed(Spot from, Spot to) {
    return right(from) != right(to) && segment.meets(new Segment(from, to));
  }

  boolean right(Spot spot) {
    return segment.aside(spot) > 0;
  }
}
