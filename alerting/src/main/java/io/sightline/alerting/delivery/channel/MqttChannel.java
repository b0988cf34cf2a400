package io.sightline.alerting.delivery.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.alerting.delivery.message.Answer;
import io.sightline.alerting.delivery.message.Channel;
import io.sightline.alerting.delivery.message.Message;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Publishes state, event and picture link of a camera, and once who it is. */
public final class MqttChannel implements Channel {
  private final MqttTopics topics;
  private final HomeAssistant homeAssistant;
  private final MqttConnection connection;
  private final Duration timeout;

  /** Alerts that are open, by camera, as far as this process has told them. */
  private final Map<String, Set<String>> open = new HashMap<>();

  private final Set<String> announced = new HashSet<>();
  private long announcedOver = -1;

  /**
   * @param timeout for an attempt as a whole
   * @param build of this program, for people
   */
  public MqttChannel(MqttConfig config, Duration timeout, String build) {
    this.topics = MqttTopics.of(config);
    this.homeAssistant = new HomeAssistant(topics, build);
    this.connection = new MqttConnection(config, topics.status());
    this.timeout = timeout;
  }

  @Override
  public void open() {
    connection.open();
  }

  @Override
  public Answer send(Message message) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    String camera = message.alert().getCamera();
    try {
      long number = connection.await(end);
      announce(camera, number, end);
      String state = Payload.write(state(message));
      connection.publish(topics.state(camera), state, true, end);
      if (message.picture() != null) {
        connection.publish(topics.picture(camera), message.picture(), true, end);
      }
      connection.publish(topics.events(camera), Payload.write(event(message)), false, end);
      return Answer.delivered("acknowledged by the broker");
    } catch (TimeoutException e) {
      return connection.isUp()
          ? Answer.tryAgain("not acknowledged within " + timeout.toMillis() + " ms")
          : Answer.away(connection.trouble());
    } catch (ExecutionException e) {
      return Answer.tryAgain("the broker did not take it: " + e.getCause());
    }
  }

  /** Again after each time that the connection was lost: the broker may have forgotten. */
  private void announce(String camera, long number, long end)
      throws InterruptedException, TimeoutException, ExecutionException {
    if (number != announcedOver) {
      announced.clear();
      announcedOver = number;
    }
    if (!topics.discoveryPrefix().isEmpty() && !announced.contains(camera)) {
      String device = Payload.write(homeAssistant.device(camera));
      connection.publish(topics.discovery(camera), device, true, end);
      announced.add(camera);
    }
  }

  private ObjectNode state(Message message) {
    Alert alert = message.alert();
    Set<String> ids = open.computeIfAbsent(alert.getCamera(), camera -> new HashSet<>());
    if (alert.getState() == AlertState.CLOSED) {
      ids.remove(alert.getAlertId());
    } else {
      ids.add(alert.getAlertId());
    }
    ObjectNode state = attributes(message);
    state.put("open", ids.isEmpty() ? "OFF" : "ON");
    return state;
  }

  private static ObjectNode event(Message message) {
    return attributes(message).put("event_type", lower(message.alert().getState()));
  }

  private static ObjectNode attributes(Message message) {
    Alert alert = message.alert();
    ObjectNode attributes = Payload.object();
    attributes.put("title", message.title());
    attributes.put("body", message.body());
    attributes.put("camera", alert.getCamera());
    attributes.put("alert_id", alert.getAlertId());
    attributes.put("revision", alert.getRevision());
    attributes.put("state", lower(alert.getState()));
    attributes.put("subject", lower(alert.getSubject()));
    attributes.put("label", alert.getLabel());
    attributes.put("confidence", alert.getConfidence());
    attributes.put("severity", lower(alert.getSeverity()));
    attributes.put("rule", alert.getRule());
    alert.getZones().forEach(attributes.putArray("zones")::add);
    attributes.put("started_at", alert.getStartedAt().toString());
    attributes.put("ended_at", alert.getEndedAt().toString());
    attributes.put("late", message.late());
    attributes.put("idempotency_key", message.idempotencyKey());
    return attributes;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    connection.close();
  }
}
