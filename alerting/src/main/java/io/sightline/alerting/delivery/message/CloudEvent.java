package io.sightline.alerting.delivery.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertClip;
import io.sightline.avro.Box;
import java.util.Locale;

/** An alert as a CloudEvent 1.0 in structured mode: the same bytes for every attempt. */
public final class CloudEvent {
  public static final String CONTENT_TYPE = "application/cloudevents+json; charset=utf-8";
  private static final ObjectMapper JSON = new ObjectMapper();

  private CloudEvent() {}

  public static byte[] of(Message message) {
    Alert alert = message.alert();
    ObjectNode event = JSON.createObjectNode();
    event.put("specversion", "1.0");
    event.put("id", message.idempotencyKey());
    event.put("source", "/sightline/cameras/" + alert.getCamera());
    event.put("type", "io.sightline.alert." + lower(alert.getState()));
    event.put("subject", alert.getAlertId());
    event.put("time", alert.getCapturedAt().toString());
    event.put("datacontenttype", "application/json");
    event.put("late", message.late());
    event.set("data", data(message));
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("alert " + alert.getAlertId() + " cannot be written", e);
    }
  }

  /** The fields of the topic's schema under the same names, then what is made for people. */
  private static ObjectNode data(Message message) {
    Alert alert = message.alert();
    ObjectNode data = JSON.createObjectNode();
    data.put("alert_id", alert.getAlertId());
    data.put("revision", alert.getRevision());
    data.put("camera", alert.getCamera());
    data.put("captured_at", alert.getCapturedAt().toString());
    data.put("state", lower(alert.getState()));
    data.put("subject", lower(alert.getSubject()));
    data.put("label", alert.getLabel());
    data.put("confidence", alert.getConfidence());
    data.put("severity", lower(alert.getSeverity()));
    data.put("rule", alert.getRule());
    data.put("rule_version", alert.getRuleVersion());
    alert.getZones().forEach(data.putArray("zones")::add);
    alert.getUnsure().forEach(data.putArray("unsure")::add);
    data.put("mode", alert.getMode());
    data.put("started_at", alert.getStartedAt().toString());
    data.put("ended_at", alert.getEndedAt().toString());
    data.put("raised_at", alert.getRaisedAt().toString());
    alert.getActivities().forEach(data.putArray("activities")::add);
    clips(alert, data.putArray("clips"));
    data.put("snapshot", alert.getSnapshot());
    Box box = alert.getSnapshotBox();
    if (box != null) {
      data.putObject("snapshot_box")
          .put("left", box.getLeft())
          .put("top", box.getTop())
          .put("width", box.getWidth())
          .put("height", box.getHeight());
    }
    data.put("build", alert.getBuild());
    data.put("title", message.title());
    data.put("body", message.body());
    data.put("picture", message.picture());
    return data;
  }

  private static void clips(Alert alert, ArrayNode clips) {
    for (AlertClip clip : alert.getClips()) {
      clips
          .addObject()
          .put("clip_id", clip.getClipId())
          .put("state", lower(clip.getState()))
          .put("key", clip.getKey());
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
