package io.sightline.e2e.watch;

import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.SourceOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pictures of a video.
 *
 * @param prints one for each picture, equal where the pictures are equal
 * @param errors packets that could not be decoded
 */
record Pictures(List<Integer> prints, long errors) {
  static Pictures of(Path video) throws Exception {
    List<Integer> prints = new ArrayList<>();
    try (FfmpegSource source = FfmpegSource.open(video.toString(), SourceOptions.defaults())) {
      for (MediaEvent event = source.next(); event != null; event = source.next()) {
        if (event instanceof MediaEvent.Picture picture) {
          prints.add(Arrays.hashCode(picture.luma(picture.width(), picture.height())));
        }
      }
      return new Pictures(prints, source.errors());
    }
  }
}
