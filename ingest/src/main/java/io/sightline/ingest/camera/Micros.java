package io.sightline.ingest.camera;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Capture times as microseconds since 1970. */
public final class Micros {
  private Micros() {}

  public static long of(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
