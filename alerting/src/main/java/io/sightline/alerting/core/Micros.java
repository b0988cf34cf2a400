package io.sightline.alerting.core;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Capture time as microseconds since 1970, as on the wire. */
final class Micros {
  private static final long END = 1L << 55;

  private Micros() {}

  /** Also of times that no nanosecond count can hold; those beyond microseconds are the last. */
  static long of(Instant time) {
    long seconds = time.getEpochSecond();
    if (Math.abs(seconds) >= Long.MAX_VALUE / 1_000_000) {
      return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return seconds * 1_000_000 + time.getNano() / 1000;
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Whether ids can hold it: 1970 to 3111. */
  static boolean sane(long micros) {
    return micros >= 0 && micros < END;
  }
}
