package io.sightline.alerting.delivery;

import static java.util.Objects.requireNonNullElse;

import io.sightline.alerting.delivery.channel.DiscordConfig;
import io.sightline.alerting.delivery.channel.MailConfig;
import io.sightline.alerting.delivery.channel.MqttConfig;
import io.sightline.alerting.delivery.channel.NtfyConfig;
import io.sightline.alerting.delivery.channel.Settings;
import io.sightline.alerting.delivery.channel.SlackConfig;
import io.sightline.alerting.delivery.channel.TelegramConfig;
import io.sightline.alerting.delivery.channel.WebhookChannel;
import io.sightline.alerting.delivery.message.Template;
import io.sightline.alerting.delivery.message.Wording;
import io.sightline.avro.AlertState;
import io.sightline.avro.Severity;
import io.sightline.runtime.Secret;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts are told. What is absent in the configuration arrives as null and becomes the
 * default. The part named as the type is required, and no other may be there.
 *
 * @param name names the consumer group and the receipts; a new name begins with the oldest alert
 * @param url where a webhook posts to
 * @param secret what a webhook signs with: {@code whsec_} and 24 to 64 bytes in base 64
 * @param states which revisions are told
 * @param minSeverity from which on alerts are told
 * @param title template of one line for people
 * @param body template of more
 * @param timeZone of the times in both, and of the quiet hours
 * @param ratePerMinute more are skipped, but for critical ones; 0: without a limit
 * @param timeout for one attempt
 * @param attempts failures of the receiver with one revision, after which it is given up
 * @param backoff wait after the first failed attempt; doubles each time, half of it at random
 * @param backoffAtMost longest such wait
 * @param giveUpAfter how old an alert gets while its receiver is not there
 * @param maxAlertAge a revision older than this is told as late
 */
public record ChannelConfig(
    String name,
    Kind type,
    @Nullable URI url,
    @Nullable Secret secret,
    @Nullable MailConfig mail,
    @Nullable MqttConfig mqtt,
    @Nullable NtfyConfig ntfy,
    @Nullable SlackConfig slack,
    @Nullable DiscordConfig discord,
    @Nullable TelegramConfig telegram,
    List<AlertState> states,
    Severity minSeverity,
    String title,
    String body,
    String timeZone,
    List<QuietHours> quietHours,
    Integer ratePerMinute,
    Duration timeout,
    Integer attempts,
    Duration backoff,
    Duration backoffAtMost,
    BreakerConfig breaker,
    Duration giveUpAfter,
    OnUnknown onUnknown,
    Duration maxAlertAge) {

  /** What kind of channel. */
  public enum Kind {
    LOG,
    WEBHOOK,
    MAIL,
    MQTT,
    NTFY,
    SLACK,
    DISCORD,
    TELEGRAM
  }

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");
  private static final int MOST_ATTEMPTS = 100;

  /** Less than Kafka allows between two polls by default. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  public ChannelConfig {
    Settings settings = new Settings();
    settings.check(type != null, "type", null, "one of log, webhook, mail and so on");
    Kind kind = requireNonNullElse(type, Kind.LOG);
    name = requireNonNullElse(name, lower(kind));
    settings.check(
        NAME.matcher(name).matches(), "name", name, "1 to 32 of a-z, 0-9 and inner hyphens");
    Map<Kind, Object> parts = new LinkedHashMap<>();
    put(parts, Kind.MAIL, mail);
    put(parts, Kind.MQTT, mqtt);
    put(parts, Kind.NTFY, ntfy);
    put(parts, Kind.SLACK, slack);
    put(parts, Kind.DISCORD, discord);
    put(parts, Kind.TELEGRAM, telegram);
    requirePart(settings, kind, parts);
    if (kind == Kind.WEBHOOK) {
      WebhookChannel.check(settings, url, secret);
    } else {
      settings.check(url == null && secret == null, "url and secret", "of " + lower(kind), "none");
    }
    states = List.copyOf(requireNonNullElse(states, List.of(AlertState.OPENED, AlertState.CLOSED)));
    settings.check(
        !states.contains(AlertState.UNKNOWN), "states", states, "opened, updated or closed");
    minSeverity = requireNonNullElse(minSeverity, Severity.INFO);
    settings.check(minSeverity != Severity.UNKNOWN, "min_severity", "unknown", "info to critical");
    title = requireNonNullElse(title, Wording.DEFAULT_TITLE);
    body = requireNonNullElse(body, Wording.DEFAULT_BODY);
    template(settings, "title", title);
    template(settings, "body", body);
    timeZone = requireNonNullElse(timeZone, "UTC");
    settings.check(isZone(timeZone), "time_zone", timeZone, "a zone as Europe/Berlin");
    quietHours = List.copyOf(requireNonNullElse(quietHours, List.of()));
    ratePerMinute = requireNonNullElse(ratePerMinute, 0);
    settings.check(
        ratePerMinute >= 0 && ratePerMinute <= 10_000,
        "rate_per_minute",
        ratePerMinute,
        "0 to 10000");
    timeout = positive(settings, "timeout", requireNonNullElse(timeout, Duration.ofSeconds(10)));
    settings.check(timeout.compareTo(LONGEST) <= 0, "timeout", timeout, "at most " + LONGEST);
    attempts = requireNonNullElse(attempts, 10);
    settings.check(
        attempts >= 1 && attempts <= MOST_ATTEMPTS, "attempts", attempts, "1 to " + MOST_ATTEMPTS);
    backoff = positive(settings, "backoff", requireNonNullElse(backoff, Duration.ofSeconds(1)));
    backoffAtMost =
        positive(
            settings, "backoff_at_most", requireNonNullElse(backoffAtMost, Duration.ofSeconds(30)));
    settings.check(
        backoff.compareTo(backoffAtMost) <= 0, "backoff", backoff, "at most backoff_at_most");
    breaker = requireNonNullElse(breaker, BreakerConfig.DEFAULT);
    giveUpAfter =
        positive(settings, "give_up_after", requireNonNullElse(giveUpAfter, Duration.ofDays(1)));
    onUnknown = requireNonNullElse(onUnknown, OnUnknown.RESEND);
    maxAlertAge =
        positive(settings, "max_alert_age", requireNonNullElse(maxAlertAge, Duration.ofMinutes(5)));
    if (kind == Kind.MQTT) {
      requireState(settings, states, quietHours, ratePerMinute);
    }
    settings.requireNone();
  }

  /** The log channel with its defaults. */
  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public static ChannelConfig log() {
    return new ChannelConfig(
        null, Kind.LOG, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null, null, null, null, null, null, null);
  }

  /** Of the times that are told, and of the quiet hours. */
  ZoneId zone() {
    return ZoneId.of(timeZone);
  }

  private static void put(Map<Kind, Object> parts, Kind kind, @Nullable Object part) {
    if (part != null) {
      parts.put(kind, part);
    }
  }

  private static void requirePart(Settings settings, Kind kind, Map<Kind, Object> parts) {
    if (kind != Kind.LOG && kind != Kind.WEBHOOK) {
      settings.check(parts.containsKey(kind), lower(kind), null, "the part of that name");
    }
    for (Kind other : parts.keySet()) {
      settings.check(other == kind, lower(other), "in a channel of type " + lower(kind), "none");
    }
  }

  /** What shows a state must be told its end, whatever the hour. */
  private static void requireState(
      Settings settings, List<AlertState> states, List<QuietHours> quiet, int ratePerMinute) {
    settings.check(
        states.contains(AlertState.OPENED) && states.contains(AlertState.CLOSED),
        "states",
        states,
        "opened and closed for mqtt");
    settings.check(quiet.isEmpty(), "quiet_hours", "of mqtt", "none");
    settings.check(ratePerMinute == 0, "rate_per_minute", ratePerMinute, "0 for mqtt");
  }

  private static void template(Settings settings, String key, String text) {
    try {
      Template unused = new Template(text);
    } catch (IllegalArgumentException e) {
      settings.check(false, key, e.getMessage(), "fields that are known");
    }
  }

  private static boolean isZone(String name) {
    try {
      return !ZoneId.of(name).getId().isEmpty();
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Duration positive(Settings settings, String key, Duration value) {
    settings.check(value.compareTo(Duration.ZERO) > 0, key, value, "above 0");
    return value;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
