package io.sightline.ingest.camera;

import io.sightline.avro.Camera;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceException;

/** Opens what a camera points at. */
public interface CameraSources {
  /**
   * @param address the camera's source with its secrets filled in
   */
  MediaSource open(Camera camera, String address) throws SourceException;
}
