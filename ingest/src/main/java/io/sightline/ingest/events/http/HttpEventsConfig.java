package io.sightline.ingest.events.http;

import static java.util.Objects.requireNonNullElse;

import io.sightline.runtime.Secret;

/**
 * The listener for events. What is absent arrives as null and becomes the default.
 *
 * @param host address to listen on; 127.0.0.1 by default
 * @param port 8090 by default; 0 takes any free one
 * @param token that a request must carry; required
 * @param ratePerSecond events taken for a camera in a second, on average; default 10
 * @param maxBodyKib largest request; default 16
 */
public record HttpEventsConfig(
    String host, Integer port, Secret token, Integer ratePerSecond, Integer maxBodyKib) {
  private static final int LEAST_TOKEN = 16;

  public HttpEventsConfig {
    host = requireNonNullElse(host, "127.0.0.1");
    port = within("port", requireNonNullElse(port, 8090), 0, 65535);
    if (token == null) {
      throw new IllegalArgumentException("token: missing; expected a reference as ${EVENTS_TOKEN}");
    }
    if (token.value().length() < LEAST_TOKEN) {
      throw new IllegalArgumentException(
          "token of %d characters: expected at least %d"
              .formatted(token.value().length(), LEAST_TOKEN));
    }
    ratePerSecond = within("rate_per_second", requireNonNullElse(ratePerSecond, 10), 1, 1000);
    maxBodyKib = within("max_body_kib", requireNonNullElse(maxBodyKib, 16), 1, 1024);
  }

  private static Integer within(String key, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(key + " " + value + ": expected " + min + " to " + max);
    }
    return value;
  }
}
