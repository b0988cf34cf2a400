package io.sightline.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import io.sightline.runtime.CameraGauges;

/**
 * Which cameras of a partition are online: 1, or 0 for one that should be. One that is closed by
 * the mode of its site, or has come to its end, is not told of.
 */
final class CamerasOnline implements AutoCloseable {
  private final CameraGauges online;

  CamerasOnline(MeterRegistry metrics) {
    online = new CameraGauges("sightline.ingest.camera.online", null, metrics);
  }

  void take(CameraHealth health) {
    CameraState state = health.getState();
    if (state == CameraState.PRIVACY || state == CameraState.ENDED) {
      online.remove(health.getCamera());
    } else {
      online.set(health.getCamera(), state == CameraState.ONLINE ? 1 : 0);
    }
  }

  /** It is not to be open any more. */
  void forget(String camera) {
    online.remove(camera);
  }

  @Override
  public void close() {
    online.close();
  }
}
