package io.sightline.standalone.asyncapi;

import static io.sightline.standalone.yaml.Yaml.map;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What records have in their headers, as a JSON schema. */
final class Headers {
  private static final Set<Topic<?>> TRACED =
      Set.of(
          Topics.ACTIVITY,
          Topics.FRAMES,
          Topics.CLIPS,
          Topics.DETECTIONS,
          Topics.DECISIONS,
          Topics.NOTIFICATIONS);
  private static final Map<String, Object> TRACE =
      text("trace context of W3C: the trace of the activity that the record is about, if it is");

  private Headers() {}

  /** Empty if nothing is promised. */
  static Map<String, Object> of(Topic<?> topic) {
    if (topic == Topics.ALERTS) {
      return object(
          map(
              "ce_specversion", text("1.0"),
              "ce_id", text("record_id: the same if the record is written again"),
              "ce_source", text("/cameras/ and the camera's id"),
              "ce_type", text("io.sightline.alert.opened, .updated or .closed"),
              "ce_subject", text("alert_id"),
              "ce_time", text("captured_at, RFC 3339"),
              "content-type", text("application/avro"),
              "traceparent", TRACE),
          List.of("ce_specversion", "ce_id", "ce_source", "ce_type"));
    }
    if (topic == Topics.DEAD_LETTERS) {
      return object(
          map(
              "dead-letter.kind", text("UNREADABLE or FAILED"),
              "dead-letter.topic", text("where it was read"),
              "dead-letter.partition", text("where it was read"),
              "dead-letter.offset", text("where it was read"),
              "dead-letter.error", text("class of the failure"),
              "dead-letter.message", text("what was wrong"),
              "dead-letter.process", text("who could not handle it"),
              "dead-letter.build", text("its version")),
          List.of("dead-letter.kind", "dead-letter.topic"));
    }
    return TRACED.contains(topic) ? object(map("traceparent", TRACE), List.of()) : map();
  }

  private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
    return map("type", "object", "properties", properties, "required", required);
  }

  private static Map<String, Object> text(String about) {
    return map("type", "string", "description", about);
  }
}
