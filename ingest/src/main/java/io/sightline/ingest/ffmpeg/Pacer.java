package io.sightline.ingest.ffmpeg;

import java.util.function.LongSupplier;

/** Holds packets back until their time has come, counted from the first one. */
final class Pacer {
  /** Waits. */
  @FunctionalInterface
  interface Sleep {
    void nanos(long nanos) throws InterruptedException;
  }

  private final LongSupplier nanoClock;
  private final Sleep sleep;
  private boolean started;
  private long zeroNanos;

  Pacer(LongSupplier nanoClock, Sleep sleep) {
    this.nanoClock = nanoClock;
    this.sleep = sleep;
  }

  /** A pacer that is late does not wait: what was missed follows as fast as it can. */
  void await(long micros) throws InterruptedException {
    long now = nanoClock.getAsLong();
    if (!started) {
      started = true;
      zeroNanos = now - micros * 1000;
    }
    long wait = zeroNanos + micros * 1000 - now;
    if (wait > 0) {
      sleep.nanos(wait);
    }
  }
}
