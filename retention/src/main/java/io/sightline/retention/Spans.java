package io.sightline.retention;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Spans of capture time, both ends included; a missing end is open. */
final class Spans {
  private Spans() {}

  static boolean overlap(@Nullable Instant from, @Nullable Instant to, Instant begin, Instant end) {
    Instant last = end.isBefore(begin) ? begin : end;
    return (to == null || !begin.isAfter(to)) && (from == null || !last.isBefore(from));
  }
}
