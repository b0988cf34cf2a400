package io.sightline.alerting;

import io.sightline.alerting.core.CameraFold;
import io.sightline.alerting.core.CameraState;
import io.sightline.alerting.core.Folded;
import io.sightline.alerting.core.Reports;
import io.sightline.avro.Alert;
import io.sightline.avro.Detections;
import java.time.Duration;
import java.util.Objects;
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
  private @Nullable ProcessorContext<String, SpecificRecord> context;
  private @Nullable CameraStates states;
  private @Nullable CameraVersions versions;

  /**
   * @param build version of the program, written into every output
   */
  IncidentProcessor(CameraFold fold, String build, Duration cameraWait) {
    this.fold = fold;
    this.build = build;
    this.cameraWait = cameraWait;
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
    folded.decisions().forEach(d -> forward(record, camera, d, AlertingTopology.DECISIONS));
    Reports.of(before, folded.state(), detections, build)
        .ifPresent(report -> forward(record, camera, report, AlertingTopology.PROGRESS));
    if (!folded.alerts().isEmpty() && isFresh(record)) {
      Objects.requireNonNull(context).commit();
    }
  }

  /** Where many records wait, a transaction for each alert would only make them wait longer. */
  private boolean isFresh(Record<String, Detections> record) {
    long now = Objects.requireNonNull(context).currentSystemTimeMs();
    return now - record.timestamp() < FRESH.toMillis();
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

  private void forward(
      Record<String, Detections> input, String camera, SpecificRecord output, String sink) {
    Objects.requireNonNull(context).forward(input.withKey(camera).withValue(output), sink);
  }
}
