package io.sightline.ingest.camera;

import io.sightline.avro.CameraState;
import io.sightline.ingest.media.StreamInfo;
import org.jspecify.annotations.Nullable;

/**
 * How a camera's sub-stream does.
 *
 * @param state UNKNOWN: it has none
 * @param cause why it does not come; null while it does
 * @param info null while it does not come
 */
record SubHealth(CameraState state, @Nullable String cause, @Nullable StreamInfo info) {
  static final SubHealth NONE = new SubHealth(CameraState.UNKNOWN, null, null);

  static SubHealth online(StreamInfo info) {
    return new SubHealth(CameraState.ONLINE, null, info);
  }

  static SubHealth offline(String cause) {
    return new SubHealth(CameraState.OFFLINE, cause, null);
  }
}
