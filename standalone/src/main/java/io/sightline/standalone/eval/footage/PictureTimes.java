package io.sightline.standalone.eval.footage;

import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The pictures of a recording.
 *
 * @param micros when each is shown, since the first
 */
record PictureTimes(List<Long> micros, int width, int height) {

  static PictureTimes of(Path video) throws SourceException {
    List<Long> micros = new ArrayList<>();
    long first = 0;
    int width = 0;
    int height = 0;
    try (FfmpegSource source = FfmpegSource.open(video.toString(), SourceOptions.defaults())) {
      for (MediaEvent event = source.next(); event != null; event = source.next()) {
        if (event instanceof MediaEvent.Picture picture) {
          first = micros.isEmpty() ? picture.ptsMicros() : first;
          micros.add(picture.ptsMicros() - first);
          width = picture.width();
          height = picture.height();
        }
      }
    }
    return new PictureTimes(micros, width, height);
  }

  /** The picture, numbered from 0, that is shown nearest to the time. */
  int frame(long sinceFirst) {
    int next = Collections.binarySearch(micros, sinceFirst);
    int after = Math.min(next < 0 ? -next - 1 : next, micros.size() - 1);
    int before = Math.max(0, after - 1);
    boolean nearer = sinceFirst - micros.get(before) < micros.get(after) - sinceFirst;
    return nearer ? before : after;
  }

  /** Seconds since the first picture. */
  double seconds(int frame) {
    return micros.get(Math.max(0, Math.min(frame, micros.size() - 1))) / 1e6;
  }

  double seconds() {
    return micros.isEmpty() ? 0 : seconds(micros.size() - 1);
  }
}
