package io.sightline.standalone.eval.footage;

/** Seconds into a recording, both ends included. */
public record Span(double from, double to) {
  boolean overlaps(Span other) {
    return from <= other.to && other.from <= to;
  }

  /** For how long both go on, seconds; at least a moment where they touch. */
  double shared(Span other) {
    return Math.max(0, Math.min(to, other.to) - Math.max(from, other.from));
  }
}
