package io.sightline.ingest.camera;

import io.sightline.avro.Camera;
import io.sightline.avro.Mask;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceException;

/** Packets of a camera with burnt-in masks are taken only from a source that has masked them. */
final class MaskedPackets {
  private MaskedPackets() {}

  static void require(Camera camera, MediaSource source) throws SourceException {
    if (camera.getMasks().stream().anyMatch(Mask::getBurntIn) && !source.burnsMasksIn()) {
      throw new SourceException("the masks that are to be burnt in are not: nothing is taken");
    }
  }
}
