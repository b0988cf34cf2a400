package io.sightline.standalone.traces;

import static java.util.Objects.requireNonNullElse;

import io.sightline.runtime.HttpAddress;
import io.sightline.runtime.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where spans go.
 *
 * @param url of a collector that takes OTLP over HTTP, usually {@code …:4318/v1/traces}; null:
 *     nowhere
 * @param headers sent with each request, a token for example
 * @param timeout for one request
 */
public record TracesConfig(@Nullable URI url, Map<String, Secret> headers, Duration timeout) {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Nowhere. */
  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public static final TracesConfig OFF = new TracesConfig(null, null, null);

  public TracesConfig {
    headers = requireNonNullElse(headers, Map.of());
    timeout = requireNonNullElse(timeout, Duration.ofSeconds(10));
    if (url != null && !HttpAddress.isHttp(url)) {
      throw new IllegalArgumentException(
          "url '"
              + url
              + "': expected the address of a collector, as http://collector:4318/v1/traces");
    }
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "timeout " + timeout + ": expected more than 0s, at most 1m");
    }
  }

  /** Whether there is a collector. */
  public boolean isOn() {
    return url != null;
  }
}
