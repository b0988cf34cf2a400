package io.sightline.runtime;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Links in notifications that lead to the console. Alerting signs them, the console checks them:
 * both need the same secret. Without one there are no links.
 *
 * @param baseUrl where people, and alerting itself, reach the console
 * @param secret what links are signed with; a new one makes all links given before worthless
 * @param validFor how long a link gives anything
 */
public record LinksConfig(@Nullable URI baseUrl, @Nullable Secret secret, Duration validFor) {
  private static final int LEAST_CHARACTERS = 32;

  /** No links. */
  public static final LinksConfig OFF = new LinksConfig(null, null, Duration.ofDays(7));

  public LinksConfig {
    validFor = requireNonNullElse(validFor, Duration.ofDays(7));
    if (validFor.compareTo(Duration.ofMinutes(1)) < 0
        || validFor.compareTo(Duration.ofDays(365)) > 0) {
      throw new IllegalArgumentException("valid_for " + validFor + ": expected 1m to 365d");
    }
    if ((baseUrl == null) != (secret == null)) {
      throw new IllegalArgumentException(
          (baseUrl == null ? "base_url" : "secret") + " is missing: expected both or neither");
    }
    if (baseUrl != null && !isPlain(baseUrl)) {
      throw new IllegalArgumentException(
          "base_url " + baseUrl + ": expected an http or https address without a query");
    }
    if (secret != null && secret.value().length() < LEAST_CHARACTERS) {
      throw new IllegalArgumentException(
          "secret " + secret + ": expected " + LEAST_CHARACTERS + " characters or more");
    }
  }

  /** Whether links are made. */
  public boolean isOn() {
    return secret != null;
  }

  /** The signer, if links are made. */
  public @Nullable SignedLink signer() {
    return secret == null ? null : new SignedLink(secret);
  }

  /** An address below the base: {@code path} without a slash in front. */
  public String address(String path) {
    String base = String.valueOf(baseUrl);
    return base + (base.endsWith("/") ? "" : "/") + path;
  }

  private static boolean isPlain(URI url) {
    return HttpAddress.isHttp(url) && url.getQuery() == null && url.getFragment() == null;
  }
}
