package io.sightline.alerting.delivery;

import java.time.Duration;
import java.time.Instant;

/** At most so many in any minute, on average; as many at once. One thread. */
final class RateLimit {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int perMinute;
  private double left;
  private Instant at = Instant.MIN;

  /**
   * @param perMinute 0: without a limit
   */
  RateLimit(int perMinute) {
    this.perMinute = perMinute;
    this.left = perMinute;
  }

  /** Takes one if there is one. A clock that goes back gives nothing. */
  boolean admits(Instant now) {
    if (perMinute == 0) {
      return true;
    }
    if (now.isAfter(at)) {
      double minutes =
          at.equals(Instant.MIN)
              ? 1
              : (double) Duration.between(at, now).toMillis() / MINUTE.toMillis();
      left = Math.min(perMinute, left + minutes * perMinute);
      at = now;
    }
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
