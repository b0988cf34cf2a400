package io.sightline.alerting.delivery.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * How long a receiver wants to be left alone: by the header, in seconds, or as Telegram and Discord
 * say it in the body. A date in the header is left to the backoff.
 */
final class RetryAfter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RetryAfter() {}

  static Duration of(HttpResponse<byte[]> response) {
    String header = response.headers().firstValue("retry-after").orElse("").strip();
    if (header.matches("\\d{1,9}(\\.\\d+)?")) {
      return seconds(Double.parseDouble(header));
    }
    try {
      JsonNode body = JSON.readTree(response.body());
      JsonNode told = body.path("parameters").path("retry_after");
      return seconds(told.isNumber() ? told.asDouble() : body.path("retry_after").asDouble());
    } catch (IOException e) {
      return Duration.ZERO;
    }
  }

  private static Duration seconds(double seconds) {
    return seconds > 0 && seconds < 1e9
        ? Duration.ofMillis((long) (seconds * 1000))
        : Duration.ZERO;
  }
}
