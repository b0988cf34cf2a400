package io.sightline.alerting.delivery.channel;

import static java.util.Objects.requireNonNullElse;

import io.sightline.runtime.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT broker.
 *
 * @param broker {@code mqtt://host:1883} or {@code mqtts://host:8883}
 * @param username absent: without
 * @param topicPrefix of our topics there
 * @param discoveryPrefix where Home Assistant looks for devices; empty: it is not told
 */
public record MqttConfig(
    URI broker, String username, Secret password, String topicPrefix, String discoveryPrefix) {
  private static final int PORT = 1883;
  private static final int TLS_PORT = 8883;
  private static final String PREFIX = "1 to 100 of letters, digits, '_', '-' and inner '/'";

  public MqttConfig {
    username = requireNonNullElse(username, "");
    password = requireNonNullElse(password, new Secret(""));
    topicPrefix = requireNonNullElse(topicPrefix, "sightline");
    discoveryPrefix = requireNonNullElse(discoveryPrefix, "homeassistant");
    Settings settings = new Settings();
    settings.check(
        isBroker(broker),
        "broker",
        broker == null ? null : broker.getScheme() + "://" + broker.getHost(),
        "mqtt://host:1883 or mqtts://host:8883, without a user");
    settings.check(isPrefix(topicPrefix), "topic_prefix", "'" + topicPrefix + "'", PREFIX);
    settings.check(
        discoveryPrefix.isEmpty() || isPrefix(discoveryPrefix),
        "discovery_prefix",
        "'" + discoveryPrefix + "'",
        PREFIX + ", or nothing");
    settings.requireNone();
  }

  boolean isTls() {
    return "mqtts".equals(broker.getScheme());
  }

  int port() {
    return broker.getPort() > 0 ? broker.getPort() : isTls() ? TLS_PORT : PORT;
  }

  private static boolean isBroker(@Nullable URI broker) {
    return broker != null
        && ("mqtt".equals(broker.getScheme()) || "mqtts".equals(broker.getScheme()))
        && broker.getHost() != null
        && broker.getUserInfo() == null;
  }

  private static boolean isPrefix(String text) {
    return text.length() <= 100 && text.matches("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*");
  }
}
