package io.sightline.alerting;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.schemas.TraceParent;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The trace that a decision or an alert is part of, and what makes an alert a CloudEvent, in the
 * binary mode of its binding to Kafka: attributes as headers, the value as it is. A function of the
 * record, so that a replay gives the same.
 */
final class AlertHeaders {
  private static final String TYPE = "io.sightline.alert.";

  private AlertHeaders() {}

  /** Those of the record that led to it, and the event's own. */
  static Headers of(Alert alert, Headers input) {
    RecordHeaders all = new RecordHeaders(input);
    put(all, "ce_specversion", "1.0");
    put(all, "ce_id", alert.getRecordId());
    put(all, "ce_source", "/cameras/" + alert.getCamera());
    put(all, "ce_type", TYPE + alert.getState().name().toLowerCase(Locale.ROOT));
    put(all, "ce_subject", alert.getAlertId());
    put(all, "ce_time", alert.getCapturedAt().toString());
    put(all, "content-type", "application/avro");
    if (!alert.getActivities().isEmpty()) {
      trace(all, alert.getActivities().get(0), alert.getRecordId());
    }
    return all;
  }

  /** Those of the record that led to it, in the trace of the activity that is decided. */
  static Headers of(Decision decision, Headers input) {
    RecordHeaders all = new RecordHeaders(input);
    trace(all, decision.getActivityId(), decision.getRecordId());
    return all;
  }

  private static void trace(Headers headers, String activityId, String recordId) {
    TraceParent trace = TraceParent.ofActivity(activityId).child(recordId);
    put(headers, io.sightline.schemas.Headers.TRACEPARENT, trace.toString());
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(UTF_8));
  }
}
