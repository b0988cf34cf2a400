package io.sightline.standalone.replay;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a record's turn comes: the first at once, each other one after as much time as lay between
 * them, divided by the speed.
 */
final class Pace {
  /** As fast as it goes. */
  static final double FASTEST = Double.POSITIVE_INFINITY;

  private final double speed;
  private @Nullable Instant first;
  private long beganNanos;

  /**
   * @param speed 1 is as it was recorded
   */
  Pace(double speed) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed " + speed + ": expected more than 0");
    }
    this.speed = speed;
  }

  /** Zero or less: it is due. */
  Duration until(Instant captured, long nowNanos) {
    if (speed == FASTEST || captured.equals(Instant.EPOCH)) {
      return Duration.ZERO;
    }
    if (first == null) {
      first = captured;
      beganNanos = nowNanos;
    }
    double wait = Duration.between(first, captured).toNanos() / speed;
    return Duration.ofNanos((long) wait - (nowNanos - beganNanos));
  }
}
