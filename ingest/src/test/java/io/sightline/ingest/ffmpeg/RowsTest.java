package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Picture;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceOptions;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  @TempDir private Path folder;

  @Test
  void largePicture_isAsBrightAndAsWideInFewRows() throws Exception {
    VideoEncoder.Settings settings =
        new VideoEncoder.Settings(
            WIDTH, HEIGHT, 15, 15, 2_000_000, VideoEncoder.Codec.H264, 0, null);
    Path file = folder.resolve("steps.mp4");
    try (VideoEncoder encoder = VideoEncoder.open(file, settings)) {
      encoder.add(steps());
      encoder.finish();
    }
    try (MediaSource source = FfmpegSource.open(file.toString(), SourceOptions.defaults())) {
      MediaEvent event = source.next();
      while (!(event instanceof Picture)) {
        event = source.next();
      }
      byte[] luma = ((Picture) event).luma(16, 12); // 20 rows in one: thinned
      for (int y = 0; y < 12; y++) {
        for (int x = 0; x < 16; x++) {
          int expected = y < 6 ? (x < 8 ? 250 : 130) : (x < 8 ? 5 : 60);
          boolean edge = x == 7 || x == 8 || y == 5 || y == 6;
          assertThat(luma[y * 16 + x] & 0xff)
              .as("pixel (%d, %d)", x, y)
              .isCloseTo(expected, within(edge ? 60 : 8));
        }
      }
    }
  }

  /** Four fields of grey. */
  private static BufferedImage steps() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    int[] greys = {250, 130, 5, 60};
    for (int i = 0; i < greys.length; i++) {
      graphics.setColor(new Color(greys[i], greys[i], greys[i]));
      graphics.fillRect(i % 2 * WIDTH / 2, i / 2 * HEIGHT / 2, WIDTH / 2, HEIGHT / 2);
    }
    graphics.dispose();
    return image;
  }
}
