package io.sightline.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far time is known to have come, from the records read and the looks at the wall clock. Each
 * may go on from there by a step; a clock that leaps further has either jumped or nothing ran
 * meanwhile, and which of the two only a person can say. Until then time stands still.
 *
 * @param latest null: nothing was ever recorded, so that there is nothing to delete too early
 */
record TrustedTime(@Nullable Instant latest) {
  static final TrustedTime NONE = new TrustedTime(null);

  /** A record of this time was read. The first one begins. */
  TrustedTime read(Instant at, Duration step) {
    return latest == null ? new TrustedTime(at) : looked(at, step);
  }

  /** The wall clock showed this time. */
  TrustedTime looked(Instant at, Duration step) {
    boolean follows = latest != null && at.isAfter(latest) && !at.isAfter(latest.plus(step));
    return follows ? new TrustedTime(at) : this;
  }

  /** The time to act by. */
  Instant now(Instant wallClock, Duration step) {
    return latest == null || leap(wallClock, step).isEmpty() ? wallClock : latest;
  }

  /** By how much the wall clock has leapt, if it is further than a step. */
  Optional<Duration> leap(Instant wallClock, Duration step) {
    return latest != null && wallClock.isAfter(latest.plus(step))
        ? Optional.of(Duration.between(latest, wallClock))
        : Optional.empty();
  }

  /**
   * By how much the wall clock has gone back, if it is further than a step: nothing is due then.
   */
  Optional<Duration> setBack(Instant wallClock, Duration step) {
    return latest != null && wallClock.isBefore(latest.minus(step))
        ? Optional.of(Duration.between(wallClock, latest))
        : Optional.empty();
  }
}
