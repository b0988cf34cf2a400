package io.sightline.standalone.backfill;

import io.sightline.avro.Box;
import io.sightline.avro.Crop;
import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.mask.Masks;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Picture;
import io.sightline.ingest.media.PixelBox;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/** Pictures cut out of a clip's video once more. What was masked is black in it already. */
final class ClipPictures {
  /** A picture so near to the time that is asked for is the one that is meant. */
  private static final long NEAR_MICROS = 60_000;

  private static final int MOST_PIXELS_A_CROP = 640;

  /**
   * A picture that is asked for.
   *
   * @param key of the whole picture
   * @param atMicros since the clip's first picture
   * @param width at most
   */
  record Wanted(String key, long atMicros, int width, List<Crop> crops) {}

  private ClipPictures() {}

  /**
   * Hands over those that there are, by key, as JPEG.
   *
   * @param name of the clip, for people
   */
  static void read(
      String name, SeekableByteChannel clip, List<Wanted> wanted, BiConsumer<String, byte[]> found)
      throws SourceException, IOException {
    Deque<Wanted> next =
        new ArrayDeque<>(
            wanted.stream().sorted(Comparator.comparingLong(Wanted::atMicros)).toList());
    try (FfmpegSource source = FfmpegSource.open(name, clip, SourceOptions.defaults())) {
      for (MediaEvent event = source.next();
          event != null && !next.isEmpty();
          event = source.next()) {
        if (event instanceof Picture picture) {
          take(picture, next, found);
        }
      }
    }
  }

  private static void take(Picture picture, Deque<Wanted> next, BiConsumer<String, byte[]> found)
      throws IOException {
    long at = picture.ptsMicros();
    while (!next.isEmpty() && at >= next.element().atMicros() - NEAR_MICROS) {
      Wanted wanted = next.remove();
      if (at <= wanted.atMicros() + NEAR_MICROS) {
        found.accept(wanted.key(), picture.jpeg(wanted.width()));
        for (Crop crop : wanted.crops()) {
          PixelBox part = part(crop.getBox(), picture.width(), picture.height());
          found.accept(crop.getKey(), picture.crop(part, MOST_PIXELS_A_CROP, Masks.NONE));
        }
      }
    }
  }

  /** Rounded, and inside of the picture. */
  static PixelBox part(Box box, int width, int height) {
    int left = within(Math.round(box.getLeft() * width), 0, width - 1);
    int top = within(Math.round(box.getTop() * height), 0, height - 1);
    return new PixelBox(
        left,
        top,
        within(Math.round(box.getWidth() * width), 1, width - left),
        within(Math.round(box.getHeight() * height), 1, height - top));
  }

  private static int within(int value, int least, int most) {
    return Math.max(least, Math.min(most, value));
  }
}
