package io.sightline.alerting.delivery;

import static java.util.Objects.requireNonNullElse;

import io.sightline.avro.AlertState;
import io.sightline.runtime.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts are told. What is absent in the configuration arrives as null and becomes the
 * default.
 *
 * @param name names the consumer group and the receipts; a new name begins with the oldest alert
 * @param url where a webhook posts to
 * @param secret what a webhook signs with: {@code whsec_} and 24 to 64 bytes in base 64
 * @param states which revisions are told
 * @param timeout for one attempt
 * @param attempts tries at one revision
 * @param backoff wait after the first failed attempt; doubles each time, half of it at random
 * @param backoffAtMost longest such wait
 * @param maxAlertAge a revision older than this is told as late
 */
public record ChannelConfig(
    String name,
    Kind type,
    @Nullable URI url,
    @Nullable Secret secret,
    List<AlertState> states,
    Duration timeout,
    Integer attempts,
    Duration backoff,
    Duration backoffAtMost,
    Duration maxAlertAge) {

  /** What kind of channel. */
  public enum Kind {
    LOG,
    WEBHOOK
  }

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");
  private static final int MOST_ATTEMPTS = 20;

  /** Less than Kafka allows between two polls by default. */
  private static final Duration LONGEST = Duration.ofMinutes(4);

  public ChannelConfig {
    type = required("type", type, "log or webhook");
    name = requireNonNullElse(name, type.name().toLowerCase(Locale.ROOT));
    check(NAME.matcher(name).matches(), "name", name, "1 to 32 of a-z, 0-9 and inner hyphens");
    if (type == Kind.WEBHOOK) {
      requireHttp(required("url", url, "an http or https address"));
      Signature.requireSecret(required("secret", secret, Signature.EXPECTED));
    }
    states = List.copyOf(requireNonNullElse(states, List.of(AlertState.OPENED, AlertState.CLOSED)));
    check(!states.contains(AlertState.UNKNOWN), "states", states, "opened, updated or closed");
    timeout = positive("timeout", requireNonNullElse(timeout, Duration.ofSeconds(10)));
    attempts = requireNonNullElse(attempts, 6);
    check(
        attempts >= 1 && attempts <= MOST_ATTEMPTS, "attempts", attempts, "1 to " + MOST_ATTEMPTS);
    backoff = positive("backoff", requireNonNullElse(backoff, Duration.ofSeconds(1)));
    backoffAtMost =
        positive("backoff_at_most", requireNonNullElse(backoffAtMost, Duration.ofSeconds(30)));
    check(backoff.compareTo(backoffAtMost) <= 0, "backoff", backoff, "at most backoff_at_most");
    maxAlertAge = positive("max_alert_age", requireNonNullElse(maxAlertAge, Duration.ofMinutes(5)));
    Duration longest =
        new Backoff(backoff, backoffAtMost).longest(attempts).plus(timeout.multipliedBy(attempts));
    check(
        longest.compareTo(LONGEST) <= 0,
        "attempts",
        attempts + " with timeout and backoff, together up to " + longest,
        "at most " + LONGEST);
  }

  /** The log channel with its defaults. */
  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public static ChannelConfig log() {
    return new ChannelConfig(null, Kind.LOG, null, null, null, null, null, null, null, null);
  }

  /** A webhook with its defaults. */
  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public static ChannelConfig webhook(String name, URI url, Secret secret) {
    return new ChannelConfig(name, Kind.WEBHOOK, url, secret, null, null, null, null, null, null);
  }

  private static void requireHttp(URI url) {
    String scheme = requireNonNullElse(url.getScheme(), "");
    check(
        scheme.matches("https?") && url.getHost() != null, "url", url, "an http or https address");
  }

  private static <T> T required(String key, @Nullable T value, String expected) {
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing: expected " + expected);
    }
    return value;
  }

  private static Duration positive(String key, Duration value) {
    check(value.compareTo(Duration.ZERO) > 0, key, value, "above 0");
    return value;
  }

  private static void check(boolean good, String key, Object value, String expected) {
    if (!good) {
      throw new IllegalArgumentException(key + " " + value + ": expected " + expected);
    }
  }
}
