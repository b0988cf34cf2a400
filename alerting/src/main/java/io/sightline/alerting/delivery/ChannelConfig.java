package io.sightline.alerting.delivery;

import static java.util.Objects.requireNonNullElse;

import io.sightline.alerting.delivery.channel.DiscordConfig;
import io.sightline.alerting.delivery.channel.MailConfig;
import io.sightline.alerting.delivery.channel.MqttConfig;
import io.sightline.alerting.delivery.channel.NtfyConfig;
import io.sightline.alerting.delivery.channel.Settings;
import io.sightline.alerting.delivery.channel.SlackConfig;
import io.sightline.alerting.delivery.channel.TelegramConfig;
import io.sightline.alerting.delivery.message.Wording;
import io.sightline.avro.AlertState;
import io.sightline.avro.Severity;
import io.sightline.runtime.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  public ChannelConfig {
    Settings settings = new Settings();
    settings.check(type != null, "type", null, "one of log, webhook, mail and so on");
    type = requireNonNullElse(type, Kind.LOG);
    name = requireNonNullElse(name, type.name().toLowerCase(Locale.ROOT));
    states = List.copyOf(requireNonNullElse(states, List.of(AlertState.OPENED, AlertState.CLOSED)));
    minSeverity = requireNonNullElse(minSeverity, Severity.INFO);
    title = requireNonNullElse(title, Wording.DEFAULT_TITLE);
    body = requireNonNullElse(body, Wording.DEFAULT_BODY);
    timeZone = requireNonNullElse(timeZone, "UTC");
    quietHours = List.copyOf(requireNonNullElse(quietHours, List.of()));
    ratePerMinute = requireNonNullElse(ratePerMinute, 0);
    timeout = requireNonNullElse(timeout, Duration.ofSeconds(10));
    attempts = requireNonNullElse(attempts, 10);
    backoff = requireNonNullElse(backoff, Duration.ofSeconds(1));
    backoffAtMost = requireNonNullElse(backoffAtMost, Duration.ofSeconds(30));
    breaker = requireNonNullElse(breaker, BreakerConfig.DEFAULT);
    giveUpAfter = requireNonNullElse(giveUpAfter, Duration.ofDays(1));
    onUnknown = requireNonNullElse(onUnknown, OnUnknown.RESEND);
    maxAlertAge = requireNonNullElse(maxAlertAge, Duration.ofMinutes(5));
    ChannelChecks checks = new ChannelChecks(settings, type);
    checks.parts(parts(mail, mqtt, ntfy, slack, discord, telegram));
    checks.webhook(url, secret);
    checks.name(name);
    checks.selection(states, minSeverity, quietHours, ratePerMinute);
    checks.words(title, body, timeZone);
    checks.patience(timeout, attempts, backoff, backoffAtMost);
    checks.positive("give_up_after", giveUpAfter);
    checks.positive("max_alert_age", maxAlertAge);
    settings.requireNone();
  }

  private static Map<Kind, Object> parts(
      @Nullable Object mail,
      @Nullable Object mqtt,
      @Nullable Object ntfy,
      @Nullable Object slack,
      @Nullable Object discord,
      @Nullable Object telegram) {
    Map<Kind, Object> parts = new EnumMap<>(Kind.class);
    put(parts, Kind.MAIL, mail);
    put(parts, Kind.MQTT, mqtt);
    put(parts, Kind.NTFY, ntfy);
    put(parts, Kind.SLACK, slack);
    put(parts, Kind.DISCORD, discord);
    put(parts, Kind.TELEGRAM, telegram);
    return parts;
  }

  private static void put(Map<Kind, Object> parts, Kind kind, @Nullable Object part) {
    if (part != null) {
      parts.put(kind, part);
    }
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
}
