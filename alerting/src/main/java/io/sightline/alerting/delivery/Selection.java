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
  /**
   * Why a revision is not told.
   *
   * @param reason one word: rule, severity, quiet or rate
   * @param text for people
   */
  record Objection(String reason, String text) {}

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
  Optional<Objection> objection(Alert alert, Instant now) {
    Severity severity = alert.getSeverity();
    if (!alert.getChannels().isEmpty() && !alert.getChannels().contains(config.name())) {
      String told = String.join(", ", alert.getChannels());
      return objection("rule", "rule " + alert.getRule() + " tells " + told);
    }
    if (severity.ordinal() < config.minSeverity().ordinal()) {
      return objection(
          "severity",
          "severity " + lower(severity) + ": expected " + lower(config.minSeverity()) + " or more");
    }
    return config.quietHours().stream()
        .filter(hours -> hours.silences(severity, now, zone))
        .findFirst()
        .map(
            hours ->
                new Objection(
                    "quiet",
                    "quiet hours %s to %s %s, severity %s: expected %s or more"
                        .formatted(
                            hours.from(),
                            hours.until(),
                            zone,
                            lower(severity),
                            lower(hours.minSeverity()))));
  }

  private static Optional<Objection> objection(String reason, String text) {
    return Optional.of(new Objection(reason, text));
  }

  /** Why one more is not told, if so. Critical alerts always are. */
  Optional<Objection> rateObjection(Alert alert, Instant now) {
    return alert.getSeverity() == Severity.CRITICAL || rate.admits(now)
        ? Optional.empty()
        : objection("rate", "more than " + config.ratePerMinute() + " in a minute");
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
