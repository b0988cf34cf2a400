package io.sightline.ingest.camera;

import io.sightline.avro.Analysis;
import io.sightline.avro.Camera;
import io.sightline.clipstore.ClipStore;
import io.sightline.ingest.events.CameraEvents;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.privacy.Admission;
import io.sightline.ingest.space.FreeSpace;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What a session works with.
 *
 * @param camera the version in force
 * @param addresses fills in the secrets of its source
 * @param retry true: a source that fails is opened again
 * @param admission whether the mode of the site lets the camera be open, as of now
 * @param clock this host's, for the time at which something was recorded
 * @param space what is stored while free space is short
 * @param events what others tell about it
 * @param learning whose turn it is to learn a scene
 * @param opening whose turn it is to be opened
 */
public record CameraContext(
    Camera camera,
    SourceAddress addresses,
    CameraSources sources,
    ClipStore store,
    ClipWriter.Factory writers,
    CaptureClock captureClock,
    boolean retry,
    Supplier<Admission> admission,
    Clock clock,
    FreeSpace space,
    CameraLimits limits,
    CameraMetrics metrics,
    Hearing hearing,
    CameraEvents events,
    LearningTurns learning,
    OpeningTurns opening) {

  /** Whether another stream than the main one is to be looked at. A recording has but one. */
  boolean hasSubStream() {
    return retry && !camera.getAnalysisSource().isEmpty() && camera.getAnalysis() != Analysis.OFF;
  }
}
