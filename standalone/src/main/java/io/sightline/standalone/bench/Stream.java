package io.sightline.standalone.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * A recording that the bench made.
 *
 * @param beginning its first seconds alone, with no visit of their own
 * @param visits seconds in it
 */
record Stream(
    String name,
    Path file,
    double seconds,
    Path beginning,
    double beginningSeconds,
    List<Span> visits) {

  /** When somebody is in the picture. */
  record Span(double fromSecond, double toSecond) {}

  /** What is measured. */
  double steadySeconds() {
    return seconds - beginningSeconds;
  }
}
