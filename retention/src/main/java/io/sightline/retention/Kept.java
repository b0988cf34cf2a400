package io.sightline.retention;

import java.time.Duration;
import java.util.Optional;

/**
 * How long something is kept.
 *
 * @param rule that says so
 */
record Kept(Duration time, String rule) {
  static final String DEFAULT_RULE = "default";

  private static final Duration LONGEST = Duration.ofDays(365_000);

  /** A thousand years at most, which a time still can hold. */
  Kept {
    time = time.compareTo(LONGEST) < 0 ? time : LONGEST;
  }

  /** As the camera's own configuration says. */
  static Kept byCamera(String camera, int version, Duration time) {
    return new Kept(time, "camera:" + camera + "@" + version);
  }

  static Kept byDefault(Duration time) {
    return new Kept(time, DEFAULT_RULE);
  }

  Kept orLonger(Kept other) {
    return other.time.compareTo(time) > 0 ? other : this;
  }

  Kept orShorter(Kept other) {
    return other.time.compareTo(time) < 0 ? other : this;
  }

  /** The longer of two, either of which may be missing. */
  static Optional<Kept> longer(Optional<Kept> one, Optional<Kept> other) {
    return one.isEmpty() ? other : one.map(kept -> other.map(kept::orLonger).orElse(kept));
  }
}
