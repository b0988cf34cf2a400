package io.sightline.alerting.delivery;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;

/**
 * When a channel is left alone for a while.
 *
 * @param failures in a row, after which nothing is sent
 * @param openFor how long; then one attempt shows whether it works again
 */
public record BreakerConfig(Integer failures, Duration openFor) {
  public static final BreakerConfig DEFAULT = new BreakerConfig(5, Duration.ofSeconds(30));

  public BreakerConfig {
    failures = requireNonNullElse(failures, 5);
    openFor = requireNonNullElse(openFor, Duration.ofSeconds(30));
    if (failures < 1 || failures > 100) {
      throw new IllegalArgumentException("failures " + failures + ": expected 1 to 100");
    }
    if (openFor.compareTo(Duration.ofMillis(10)) < 0
        || openFor.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("open_for " + openFor + ": expected 10ms to 1h");
    }
  }
}
