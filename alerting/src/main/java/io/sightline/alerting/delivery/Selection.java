package io.sightline.alerting.delivery;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/** Which revisions a channel tells, and why not the others. */
final class Selection {
  private final ChannelConfig config;
  private final ZoneId zone;
  private final RateLimit rate;

  Selection(ChannelConfig config) {
    this.config = config;
    this.zone = config.zone();
    this.rate = new RateLimit(config.ratePerMinute());
  }

  /**
   * Whether it is of a state that the channel tells. A revision that only adds to a state that was
   * told, a clip that became ready, counts as an update.
   */
  boolean isAskedFor(Alert alert) {
    AlertState state = alert.getStateChanged() ? alert.getState() : AlertState.UPDATED;
    return config.states().contains(state);
  }

  /** Why it is not told at present, if so. */
  Optional<String> objection(Alert alert, Instant now) {
    Severity severity = alert.getSeverity();
    if (!alert.getChannels().isEmpty() && !alert.getChannels().contains(config.name())) {
      return Optional.of(
          "rule " + alert.getRule() + " tells " + String.join(", ", alert.getChannels()));
    }
    if (severity.ordinal() < config.minSeverity().ordinal()) {
      return Optional.of(
          "severity " + lower(severity) + ": expected " + lower(config.minSeverity()) + " or more");
    }
    return config.quietHours().stream()
        .filter(hours -> hours.silences(severity, now, zone))
        .findFirst()
        .map(
            hours ->
                "quiet hours %s to %s %s, severity %s: expected %s or more"
                    .formatted(
                        hours.from(),
                        hours.until(),
                        zone,
                        lower(severity),
                        lower(hours.minSeverity())));
  }

  /** Whether one more may be told. Critical alerts always may. */
  boolean isWithinRate(Alert alert, Instant now) {
    return alert.getSeverity() == Severity.CRITICAL || rate.admits(now);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
