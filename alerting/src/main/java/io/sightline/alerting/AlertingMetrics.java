package io.sightline.alerting;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Decision;
import io.sightline.avro.Progress;
import io.sightline.runtime.CameraGauges;
import io.sightline.runtime.LatencyTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What alerting counts. A transaction that is tried again is counted again. */
public final class AlertingMetrics {
  private static final String SECONDS = "seconds";

  private final MeterRegistry metrics;
  private final Timer wait;
  private final Timer age;
  private final CameraGauges decided;
  private final CameraGauges opened;

  public AlertingMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
    this.wait = LatencyTimer.of(metrics, "sightline.alerting.wait");
    this.age = LatencyTimer.of(metrics, "sightline.alerting.age");
    this.decided =
        new CameraGauges("sightline.alerting.decided.through.timestamp", SECONDS, metrics);
    this.opened = new CameraGauges("sightline.alerting.opened.timestamp", SECONDS, metrics);
  }

  /** Of a topology that nobody watches. */
  public static AlertingMetrics uncounted() {
    return new AlertingMetrics(new CompositeMeterRegistry());
  }

  /** Detections were taken up so long after they were published. */
  void took(Duration afterPublishing) {
    wait.record(afterPublishing);
  }

  void decided(Decision decision) {
    metrics
        .counter(
            "sightline.alerting.decisions",
            "outcome",
            lower(decision.getOutcome()),
            "reason",
            lower(decision.getReason()))
        .increment();
  }

  /**
   * A revision is written.
   *
   * @param now wall clock, to which the age of an alert that opens is counted
   */
  void told(Alert alert, Instant now) {
    metrics.counter("sightline.alerting.alerts", "state", lower(alert.getState())).increment();
    if (alert.getState() == AlertState.OPENED && alert.getStateChanged()) {
      age.record(Duration.between(alert.getCapturedAt(), now));
      opened.set(alert.getCamera(), seconds(alert.getCapturedAt()));
    }
  }

  /** A camera that has come to its end is watched no more. */
  void decidedThrough(Progress progress) {
    if (progress.getEnded()) {
      decided.remove(progress.getCamera());
    } else {
      decided.set(progress.getCamera(), seconds(progress.getDecidedThrough()));
    }
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1e9;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
