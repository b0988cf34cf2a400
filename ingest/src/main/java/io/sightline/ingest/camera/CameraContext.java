package io.sightline.ingest.camera;

import io.sightline.avro.Camera;
import io.sightline.clipstore.ClipStore;
import io.sightline.ingest.events.CameraEvents;
import io.sightline.ingest.media.ClipWriter;
import java.time.Clock;

/**
 * What a session works with.
 *
 * @param camera the version in force
 * @param addresses fills in the secrets of its source
 * @param retry true: a source that fails is opened again
 * @param clock this host's, for the time at which something was recorded
 * @param events what others tell about it
 */
public record CameraContext(
    Camera camera,
    SourceAddress addresses,
    CameraSources sources,
    ClipStore store,
    ClipWriter.Factory writers,
    CaptureClock captureClock,
    boolean retry,
    Clock clock,
    CameraLimits limits,
    CameraMetrics metrics,
    CameraEvents events) {}
