package io.sightline.ingest.events.frigate;

import static java.util.Objects.requireNonNullElse;

import io.sightline.runtime.Secret;
import io.sightline.schemas.Ids;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An installation of Frigate. What is absent arrives as null and becomes the default.
 *
 * @param broker the MQTT broker it publishes to: {@code mqtt://host:1883} or {@code
 *     mqtts://host:8883}; required
 * @param username none: without
 * @param topicPrefix of Frigate's topics; default {@code frigate}
 * @param topics which of them are taken; default {@code events} and {@code reviews}
 * @param cameras Frigate's name of a camera to ours; others are left alone
 * @param frameSizes Frigate's name of a camera to the size of its detect stream, as {@code
 *     1280x720}: without it boxes, which are told in pixels, cannot be taken
 */
public record FrigateConfig(
    URI broker,
    String username,
    Secret password,
    String topicPrefix,
    List<String> topics,
    Map<String, String> cameras,
    Map<String, String> frameSizes) {
  private static final List<String> TOPICS = List.of("events", "reviews");

  /** Pixels of a detect stream. */
  record Size(int width, int height) {}

  public FrigateConfig {
    if (broker == null) {
      throw new IllegalArgumentException("broker: missing; expected mqtt://host or mqtts://host");
    }
    requireBroker(broker);
    username = requireNonNullElse(username, "");
    password = requireNonNullElse(password, new Secret(""));
    topicPrefix = requireNonNullElse(topicPrefix, "frigate");
    if (!topicPrefix.matches("[^#+\\x00-\\x1f]{1,100}")) {
      throw new IllegalArgumentException(
          "topic_prefix '" + topicPrefix + "': expected 1 to 100 characters without '#' and '+'");
    }
    topics = requireNonNullElse(topics, TOPICS);
    if (topics.isEmpty() || !TOPICS.containsAll(topics)) {
      throw new IllegalArgumentException("topics: " + topics + ", expected some of " + TOPICS);
    }
    cameras = requireNonNullElse(cameras, Map.of());
    if (cameras.isEmpty()) {
      throw new IllegalArgumentException(
          "cameras: missing; expected Frigate's names with the ids of cameras here");
    }
    cameras.values().forEach(Ids::requireCamera);
    frameSizes = requireNonNullElse(frameSizes, Map.of());
    sizes(frameSizes);
  }

  private static void requireBroker(URI broker) {
    boolean known = "mqtt".equals(broker.getScheme()) || "mqtts".equals(broker.getScheme());
    if (!known || broker.getHost() == null || broker.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "broker '%s://%s': expected mqtt://host:1883 or mqtts://host:8883, without a user"
              .formatted(broker.getScheme(), broker.getHost()));
    }
  }

  Map<String, Size> sizes() {
    return sizes(frameSizes);
  }

  private static Map<String, Size> sizes(Map<String, String> texts) {
    Map<String, Size> sizes = new LinkedHashMap<>();
    texts.forEach(
        (camera, text) -> {
          if (!text.matches("[1-9]\\d{0,4}x[1-9]\\d{0,4}")) {
            throw new IllegalArgumentException(
                "frame_sizes: " + camera + ": '" + text + "', expected a size as 1280x720");
          }
          int x = text.indexOf('x');
          sizes.put(
              camera,
              new Size(
                  Integer.parseInt(text.substring(0, x)), Integer.parseInt(text.substring(x + 1))));
        });
    return sizes;
  }

  boolean isTls() {
    return broker.getScheme().equals("mqtts");
  }

  int port() {
    return broker.getPort() >= 0 ? broker.getPort() : isTls() ? 8883 : 1883;
  }
}
