package io.sightline.alerting.delivery.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.alerting.delivery.message.Answer;
import io.sightline.alerting.delivery.message.Answer.Kind;
import io.sightline.alerting.delivery.message.Message;
import io.sightline.avro.AlertState;
import io.sightline.runtime.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's Mosquitto. */
class MqttTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String STATE = "sightline/cameras/hall/alert";
  @TempDir Path folder;
  private Mosquitto broker;

  @BeforeEach
  void start() throws Exception {
    broker = Mosquitto.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    if (broker != null) {
      broker.close();
    }
  }

  private MqttChannel channel(String password, Duration timeout) {
    URI url = URI.create("mqtt://127.0.0.1:" + broker.port());
    MqttConfig config =
        new MqttConfig(url, Mosquitto.USER, new Secret(password), "sightline", "homeassistant");
    MqttChannel channel = new MqttChannel(config, timeout, "1.0");
    channel.open();
    return channel;
  }

  /** Lines {@code <retained> <topic> <payload>} by topic, the last one wins. */
  private Map<String, String> lines(Process subscriber) throws Exception {
    String text = new String(subscriber.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> lines = new HashMap<>();
    for (String line : text.lines().toList()) {
      String[] parts = line.split(" ", 3);
      assertThat(parts).as(text).hasSize(3);
      lines.put(parts[1], parts[0] + " " + parts[2]);
    }
    return lines;
  }

  private static JsonNode json(String line) throws Exception {
    return new ObjectMapper().readTree(line.substring(2));
  }

  @Test
  void alert_isADeviceAStateAndAnEvent() throws Exception {
    try (MqttChannel channel = channel(Mosquitto.PASSWORD, TIMEOUT)) {
      // The status comes first, so it is known to listen before the alert is sent.
      Process live = broker.subscribe("sightline/#", 4);
      await().untilAsserted(() -> assertThat(live.getInputStream().available()).isPositive());
      Message opened = Messages.of(Messages.ALERT, "https://cams.example/p?sig=x");

      assertThat(channel.send(opened)).isEqualTo(Answer.delivered("acknowledged by the broker"));

      Map<String, String> retained = lines(broker.subscribe("#", 4));
      assertThat(retained.keySet())
          .containsExactlyInAnyOrder(
              "homeassistant/device/sightline_hall/config",
              "sightline/status",
              "sightline/cameras/hall/picture",
              STATE);
      assertThat(retained.values()).allMatch(line -> line.startsWith("1 "));
      assertThat(retained).containsEntry("sightline/status", "1 online");
      assertThat(retained)
          .containsEntry("sightline/cameras/hall/picture", "1 https://cams.example/p?sig=x");
      assertThat(json(retained.get(STATE)).get("open").asText()).isEqualTo("ON");
      assertThat(json(retained.get(STATE)).get("idempotency_key").asText())
          .isEqualTo(opened.idempotencyKey());
      JsonNode device = json(retained.get("homeassistant/device/sightline_hall/config"));
      assertThat(device.at("/components/alert_open/state_topic").asText()).isEqualTo(STATE);
      JsonNode event = json(lines(live).get("sightline/cameras/hall/events"));
      assertThat(event.get("event_type").asText()).isEqualTo("opened");

      channel.send(Messages.of(AlertState.CLOSED, 1));
      assertThat(json(lines(broker.subscribe(STATE, 1)).get(STATE)).get("open").asText())
          .isEqualTo("OFF");
    }
    assertThat(lines(broker.subscribe("sightline/status", 1)))
        .containsEntry("sightline/status", "1 offline");
  }

  @Test
  void twoOpenAlertsOfACamera_isOpenUntilBothAreClosed() throws Exception {
    try (MqttChannel channel = channel(Mosquitto.PASSWORD, TIMEOUT)) {
      for (AlertState state : List.of(AlertState.OPENED, AlertState.CLOSED)) {
        channel.send(Messages.of(state, 0));
        channel.send(
            Messages.of(
                io.sightline.avro.Alert.newBuilder(Messages.ALERT)
                    .setAlertId("hall-i2")
                    .setState(AlertState.OPENED)
                    .build(),
                null));
      }
      assertThat(json(lines(broker.subscribe(STATE, 1)).get(STATE)).get("open").asText())
          .isEqualTo("ON");
    }
  }

  @Test
  void brokerThatGoesAway_isAwayAndComesBackByItself() throws Exception {
    try (MqttChannel channel = channel(Mosquitto.PASSWORD, Duration.ofSeconds(2))) {
      assertThat(channel.send(Messages.of(AlertState.OPENED, 0)).kind()).isEqualTo(Kind.DELIVERED);

      broker.down();
      await()
          .untilAsserted(
              () ->
                  assertThat(channel.send(Messages.of(AlertState.CLOSED, 1)).kind())
                      .isEqualTo(Kind.AWAY));
      broker.up();

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> channel.send(Messages.of(AlertState.CLOSED, 1)).kind() == Kind.DELIVERED);
      // It had no persistence: the device is announced again.
      assertThat(lines(broker.subscribe("homeassistant/#", 1))).hasSize(1);
    }
  }

  @Test
  void anotherProcessDies_theStatusStaysOnline() throws Exception {
    try (MqttChannel channel = channel(Mosquitto.PASSWORD, TIMEOUT)) {
      channel.send(Messages.of(AlertState.OPENED, 0));
      try (MqttChannel other = channel(Mosquitto.PASSWORD, TIMEOUT)) {
        other.send(Messages.of(AlertState.OPENED, 1));
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(lines(broker.subscribe("sightline/status", 1)))
                      .containsEntry("sightline/status", "1 online"));
    }
  }

  @Test
  void wrongPassword_isAwayAndSaysSo() throws Exception {
    try (MqttChannel channel = channel("wrong", Duration.ofSeconds(2))) {
      Answer answer = channel.send(Messages.of(AlertState.OPENED, 0));

      assertThat(answer.kind()).isEqualTo(Kind.AWAY);
      assertThat(answer.text())
          .contains("no connection to mqtt://127.0.0.1")
          .contains("AUTHORIZED");
    }
  }
}
