package io.sightline.ingest;

import io.sightline.avro.Camera;
import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.ffmpeg.MaskedSource;
import io.sightline.ingest.mask.Masks;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;

/** Opens a camera, with its video encoded anew where masks are to be burnt in. */
final class BurntIn {
  private BurntIn() {}

  static MediaSource open(Camera camera, String address, SourceOptions options)
      throws SourceException {
    Masks burnt = masks(camera).burntIn();
    MediaSource source = FfmpegSource.open(address, options);
    return burnt.isEmpty()
        ? source
        : MaskedSource.over(source, "camera " + camera.getCamera(), burnt, options);
  }

  /** A mask that is none keeps the camera closed. */
  private static Masks masks(Camera camera) throws SourceException {
    try {
      return Masks.of(camera.getMasks());
    } catch (IllegalArgumentException e) {
      throw new SourceException(String.valueOf(e.getMessage()));
    }
  }
}
