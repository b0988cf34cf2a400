package io.sightline.ingest.camera;

import io.sightline.ingest.events.EventWatch;
import io.sightline.ingest.recording.CameraRecorder;

/**
 * What lives as long as a session, through any number of sources.
 *
 * @param told what others tell about the camera
 */
record SessionParts(
    CameraContext context,
    CameraLog log,
    HealthReporter health,
    CameraRecorder recorder,
    EventWatch told) {}
