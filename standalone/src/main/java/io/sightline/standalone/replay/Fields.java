package io.sightline.standalone.replay;

import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.avro.Detection;
import io.sightline.avro.Detections;
import io.sightline.avro.Feedback;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** What records of all topics have in common, where they have it. */
final class Fields {
  /** What says when something happened, in the order of preference. */
  private static final List<String> TIMES =
      List.of("captured_at", "attempted_at", "ordered_at", "answered_at", "deleted_at");

  private static final Set<Topic<?>> LABELLED =
      Set.of(Topics.DETECTIONS, Topics.DECISIONS, Topics.ALERTS, Topics.FEEDBACK);

  private Fields() {}

  /** By the clock of the camera's host; empty for what has no such time. */
  static Optional<Instant> captured(SpecificRecord record) {
    Schema schema = record.getSchema();
    return TIMES.stream()
        .map(schema::getField)
        .filter(field -> field != null && record.get(field.pos()) instanceof Instant)
        .map(field -> (Instant) record.get(field.pos()))
        .findFirst();
  }

  static Optional<String> camera(SpecificRecord record) {
    Schema.Field field = record.getSchema().getField("camera");
    return field == null ? Optional.empty() : Optional.of(record.get(field.pos()).toString());
  }

  /** True if records of the topic say what was seen. */
  static boolean areLabelled(Topic<?> topic) {
    return LABELLED.contains(topic);
  }

  static Set<String> labels(SpecificRecord record) {
    if (record instanceof Detections detections) {
      return detections.getObjects().stream().map(Detection::getLabel).collect(Collectors.toSet());
    }
    if (record instanceof Alert alert) {
      return Set.of(alert.getLabel());
    }
    if (record instanceof Decision decision) {
      String label = decision.getEvidence().getLabel();
      return label == null ? Set.of() : Set.of(label);
    }
    return record instanceof Feedback feedback ? Set.of(feedback.getLabel()) : Set.of();
  }
}
