package io.sightline.alerting;

import io.sightline.alerting.core.CameraFold;
import io.sightline.alerting.core.CameraState;
import io.sightline.alerting.core.Folded;
import io.sightline.alerting.core.Reports;
import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.avro.Detections;
import io.sightline.avro.Progress;
import io.sightline.schemas.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Loads a camera's state, folds the record, saves, forwards. */
final class IncidentProcessor implements Processor<String, Detections, String, SpecificRecord> {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final CameraFold fold;
  private final String build;
  private final Duration cameraWait;
  private final AlertingMetrics metrics;
  private @Nullable ProcessorContext<String, SpecificRecord> context;
  private @Nullable CameraStates states;
  private @Nullable CameraVersions versions;

  /**
   * @param build version of the program, written into every output
   */
  IncidentProcessor(CameraFold fold, String build, Duration cameraWait, AlertingMetrics metrics) {
    this.fold = fold;
    this.build = build;
    this.cameraWait = cameraWait;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    states = new CameraStates(processorContext.getStateStore(AlertingTopology.CAMERA_STATE));
    versions =
        new CameraVersions(
            processorContext.getStateStore(AlertingTopology.CAMERA_VERSIONS), cameraWait);
  }

  /**
   * Outputs keep the publish time of the input: a replay gives the same. An alert about what was
   * published a moment ago is committed at once, since nobody can read it before; all else waits
   * for the commit interval.
   */
  @Override
  public void process(Record<String, Detections> record) {
    Detections detections = requireValue(record);
    String camera = detections.getCamera();
    CameraStates known = Objects.requireNonNull(states);
    CameraState before = known.get(camera);
    Folded folded =
        fold.fold(
            before,
            detections,
            Objects.requireNonNull(versions).find(camera, detections.getCameraVersion()));
    if (!folded.state().equals(before)) {
      known.put(camera, folded.state());
    }
    folded.alerts().forEach(alert -> tell(record, camera, alert));
    folded.decisions().forEach(decision -> decide(record, camera, decision));
    Optional<Progress> report = Reports.of(before, folded.state(), detections, build);
    report.ifPresent(said -> forward(record, camera, said, AlertingTopology.PROGRESS));
    Duration waited = sincePublished(record);
    if (!isReplayed(record)) {
      measure(waited, folded, report);
    }
    // Where many records wait, a transaction for each alert would only make them wait longer.
    if (!folded.alerts().isEmpty() && waited.compareTo(FRESH) < 0) {
      Objects.requireNonNull(context).commit();
    }
  }

  private Duration sincePublished(Record<String, Detections> record) {
    return Duration.ofMillis(now().toEpochMilli() - record.timestamp());
  }

  private Instant now() {
    return Instant.ofEpochMilli(Objects.requireNonNull(context).currentSystemTimeMs());
  }

  private static boolean isReplayed(Record<String, Detections> record) {
    return record.headers().lastHeader(Headers.REPLAY) != null;
  }

  private void measure(Duration waited, Folded folded, Optional<Progress> report) {
    metrics.took(waited);
    folded.alerts().forEach(alert -> metrics.told(alert, now()));
    folded.decisions().forEach(metrics::decided);
    report.ifPresent(metrics::decidedThrough);
  }

  private static Detections requireValue(Record<String, Detections> record) {
    Detections value = record.value();
    if (value == null) {
      throw new IllegalArgumentException(
          "record with key '" + record.key() + "' has no value: expected detections or a mark");
    }
    return value;
  }

  private void tell(Record<String, Detections> input, String camera, Alert alert) {
    forward(
        input.withHeaders(AlertHeaders.of(alert, input.headers())),
        camera,
        alert,
        AlertingTopology.ALERTS);
  }

  private void decide(Record<String, Detections> input, String camera, Decision decision) {
    forward(
        input.withHeaders(AlertHeaders.of(decision, input.headers())),
        camera,
        decision,
        AlertingTopology.DECISIONS);
  }

  private void forward(
      Record<String, Detections> input, String camera, SpecificRecord output, String sink) {
    Objects.requireNonNull(context).forward(input.withKey(camera).withValue(output), sink);
  }
}
