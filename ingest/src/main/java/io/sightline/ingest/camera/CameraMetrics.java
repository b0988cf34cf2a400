package io.sightline.ingest.camera;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What a camera has done since the process began. */
public final class CameraMetrics {
  final Counter packets;
  final Counter analysed;
  final Counter decoded;
  final Counter probed;
  final Counter opened;
  final Counter frames;
  final Counter frameFailures;
  final Counter activities;
  final Counter clips;
  final Counter clipFailures;
  final Counter recordings;
  final Counter recordingFailures;
  final Counter crops;
  final Counter cropFailures;
  final Counter framesShed;
  final Counter cropsShed;
  final Counter sourceFailures;

  public CameraMetrics(MeterRegistry registry, String camera) {
    packets = registry.counter("sightline.ingest.packets", "camera", camera);
    analysed = registry.counter("sightline.ingest.pictures.analysed", "camera", camera);
    decoded = registry.counter("sightline.ingest.gate.decoded", "camera", camera);
    probed = registry.counter("sightline.ingest.gate.probed", "camera", camera);
    opened = registry.counter("sightline.ingest.gate.opened", "camera", camera);
    frames = registry.counter("sightline.ingest.frames", "camera", camera);
    frameFailures = registry.counter("sightline.ingest.frame.failures", "camera", camera);
    activities = registry.counter("sightline.ingest.activities", "camera", camera);
    clips = registry.counter("sightline.ingest.clips", "camera", camera);
    clipFailures = registry.counter("sightline.ingest.clip.failures", "camera", camera);
    recordings = registry.counter("sightline.ingest.recordings", "camera", camera);
    recordingFailures = registry.counter("sightline.ingest.recording.failures", "camera", camera);
    crops = registry.counter("sightline.ingest.crops", "camera", camera);
    cropFailures = registry.counter("sightline.ingest.crop.failures", "camera", camera);
    cropsShed = registry.counter("sightline.ingest.crops.shed", "camera", camera);
    framesShed = registry.counter("sightline.ingest.frames.shed", "camera", camera);
    sourceFailures = registry.counter("sightline.ingest.source.failures", "camera", camera);
  }
}
