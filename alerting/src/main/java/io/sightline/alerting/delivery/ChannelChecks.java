package io.sightline.alerting.delivery;

import io.sightline.alerting.delivery.ChannelConfig.Kind;
import io.sightline.alerting.delivery.channel.Settings;
import io.sightline.alerting.delivery.channel.WebhookChannel;
import io.sightline.alerting.delivery.message.Template;
import io.sightline.avro.AlertState;
import io.sightline.avro.Severity;
import io.sightline.runtime.Secret;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes everything that is wrong with a channel's settings. */
record ChannelChecks(Settings settings, Kind type) {
  private static final String NAME = "[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?";
  private static final int MOST_ATTEMPTS = 100;
  private static final int MOST_PER_MINUTE = 10_000;

  /** Less than Kafka allows between two polls by default. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  void name(String name) {
    settings.check(name.matches(NAME), "name", name, "1 to 32 of a-z, 0-9 and inner hyphens");
  }

  /** The part named as the type is there, and no other. */
  void parts(Map<Kind, Object> parts) {
    if (type != Kind.LOG && type != Kind.WEBHOOK) {
      settings.check(parts.containsKey(type), lower(type), null, "the part of that name");
    }
    for (Kind other : parts.keySet()) {
      settings.check(other == type, lower(other), "in a channel of type " + lower(type), "none");
    }
  }

  void webhook(@Nullable URI url, @Nullable Secret secret) {
    if (type == Kind.WEBHOOK) {
      WebhookChannel.check(settings, url, secret);
    } else {
      settings.check(url == null && secret == null, "url and secret", "of " + lower(type), "none");
    }
  }

  /** What shows a state must be told its end, whatever the hour. */
  void selection(
      List<AlertState> states, Severity minSeverity, List<QuietHours> quiet, int ratePerMinute) {
    settings.check(
        !states.contains(AlertState.UNKNOWN), "states", states, "opened, updated or closed");
    settings.check(minSeverity != Severity.UNKNOWN, "min_severity", "unknown", "info to critical");
    settings.check(
        ratePerMinute >= 0 && ratePerMinute <= MOST_PER_MINUTE,
        "rate_per_minute",
        ratePerMinute,
        "0 to " + MOST_PER_MINUTE);
    if (type == Kind.MQTT) {
      settings.check(
          states.containsAll(List.of(AlertState.OPENED, AlertState.CLOSED)),
          "states",
          states,
          "opened and closed for mqtt");
      settings.check(quiet.isEmpty(), "quiet_hours", "of mqtt", "none");
      settings.check(ratePerMinute == 0, "rate_per_minute", ratePerMinute, "0 for mqtt");
    }
  }

  void words(String title, String body, String timeZone) {
    template("title", title);
    template("body", body);
    settings.check(isZone(timeZone), "time_zone", timeZone, "a zone as Europe/Berlin");
  }

  private void template(String key, String text) {
    try {
      Template unused = new Template(text);
    } catch (IllegalArgumentException e) {
      settings.check(false, key, e.getMessage(), "fields that are known");
    }
  }

  void patience(Duration timeout, int attempts, Duration backoff, Duration backoffAtMost) {
    positive("timeout", timeout);
    settings.check(timeout.compareTo(LONGEST) <= 0, "timeout", timeout, "at most " + LONGEST);
    settings.check(
        attempts >= 1 && attempts <= MOST_ATTEMPTS, "attempts", attempts, "1 to " + MOST_ATTEMPTS);
    positive("backoff", backoff);
    positive("backoff_at_most", backoffAtMost);
    settings.check(
        backoff.compareTo(backoffAtMost) <= 0, "backoff", backoff, "at most backoff_at_most");
  }

  void positive(String key, Duration value) {
    settings.check(value.compareTo(Duration.ZERO) > 0, key, value, "above 0");
  }

  private static boolean isZone(String name) {
    try {
      return !ZoneId.of(name).getId().isEmpty();
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
