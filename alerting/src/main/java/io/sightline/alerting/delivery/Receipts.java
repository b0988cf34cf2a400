package io.sightline.alerting.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Alert;
import io.sightline.avro.DeliveryState;
import io.sightline.avro.Notification;
import io.sightline.runtime.LatencyTimer;
import java.time.Duration;
import java.time.Instant;

/** What is written of an attempt, and counted. */
record Receipts(String channel, String build, MeterRegistry metrics) {
  private static final int MOST_CHARACTERS = 500;

  /** The same for every attempt at a revision. */
  String key(Alert alert) {
    return alert.getAlertId() + "/" + alert.getRevision() + "/" + channel;
  }

  /** Counts what was not sent, by reason: rule, severity, quiet, rate or replay. */
  void skipped(String reason) {
    metrics.counter("sightline.delivery.skipped", "channel", channel, "reason", reason).increment();
  }

  Notification of(
      Alert alert, int attempt, DeliveryState state, String answer, boolean late, Instant at) {
    metrics
        .counter("sightline.notifications", "channel", channel, "state", state.name())
        .increment();
    if (state == DeliveryState.DELIVERED) {
      LatencyTimer.of(metrics, "sightline.delivery.age", "channel", channel)
          .record(Duration.between(alert.getCapturedAt(), at));
    }
    String key = key(alert);
    return Notification.newBuilder()
        .setAlertId(alert.getAlertId())
        .setRecordId(key + "/" + attempt)
        .setCamera(alert.getCamera())
        .setRevision(alert.getRevision())
        .setChannel(channel)
        .setAttempt(attempt)
        .setState(state)
        .setAnswer(
            answer.length() <= MOST_CHARACTERS
                ? answer
                : answer.substring(0, MOST_CHARACTERS) + "…")
        .setIdempotencyKey(key)
        .setLate(late)
        .setAttemptedAt(at)
        .setBuild(build)
        .build();
  }
}
