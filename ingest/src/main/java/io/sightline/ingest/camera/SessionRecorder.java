package io.sightline.ingest.camera;

import io.sightline.avro.Camera;
import io.sightline.ingest.recording.CameraRecorder;
import io.sightline.ingest.recording.RecorderSetup;
import io.sightline.ingest.recording.RecorderSetup.Trouble;
import io.sightline.ingest.space.Media;
import java.io.IOException;

/** Recording for a session. */
final class SessionRecorder {
  private SessionRecorder() {}

  static CameraRecorder of(CameraContext context, CameraLog log, HealthReporter health) {
    Camera camera = context.camera();
    return new CameraRecorder(
        new RecorderSetup(
            camera.getRecording(),
            camera.getVersion(),
            camera.getClipLeadInMs() * 1000,
            context.limits().leadInBytes(),
            context.store(),
            context.writers(),
            context.clock(),
            () -> context.space().allows(Media.RECORDINGS),
            new Told(context, health)),
        log.recordings());
  }

  private record Told(CameraContext context, HealthReporter health) implements Trouble {
    @Override
    public void stored() throws IOException {
      context.metrics().recordings.increment();
      health.works();
    }

    @Override
    public void failed(String problem) throws IOException {
      context.metrics().recordingFailures.increment();
      health.problem(problem);
    }
  }
}
