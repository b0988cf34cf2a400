package io.sightline.alerting.delivery;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;

/** How long to wait before trying again: doubles from first to most, half of it at random. */
record Backoff(Duration first, Duration most) {
  private static final double FACTOR = 2;
  private static final double JITTER = 0.5;

  /** The waits, by the number of attempts so far. */
  IntervalFunction waits() {
    return IntervalFunction.ofExponentialRandomBackoff(first, FACTOR, JITTER, most);
  }
}
