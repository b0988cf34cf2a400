package io.sightline.alerting.core;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Capture time as microseconds since 1970, as on the wire. */
final class Micros {
  private static final long END = 1L << 55;

  private Micros() {}

  static long of(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Whether ids can hold it: 1970 to 3111. */
  static boolean sane(long micros) {
    return micros >= 0 && micros < END;
  }
}
