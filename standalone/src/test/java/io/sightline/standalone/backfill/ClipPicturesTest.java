package io.sightline.standalone.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sightline.avro.Box;
import io.sightline.avro.Crop;
import io.sightline.ingest.ffmpeg.VideoEncoder;
import io.sightline.standalone.backfill.ClipPictures.Wanted;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A video of 20 pictures in two seconds, each lighter than the one before. */
class ClipPicturesTest {
  private static final int WIDTH = 192;
  private static final int HEIGHT = 128;

  @TempDir Path folder;

  private Path clip() throws IOException {
    Path file = folder.resolve("clip.mp4");
    try (VideoEncoder encoder =
        VideoEncoder.open(file, VideoEncoder.Settings.h264(WIDTH, HEIGHT, 10))) {
      for (int i = 0; i < 20; i++) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(level(i), level(i), level(i)));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.dispose();
        encoder.add(picture);
      }
      encoder.finish();
    }
    return file;
  }

  private static int level(int picture) {
    return 20 + 10 * picture;
  }

  private static int level(byte[] jpeg) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(jpeg)).getRGB(10, 10) & 0xff;
  }

  @Test
  void pictureOfAMoment_isTheOneThatIsShownThen_withItsCrops() throws Exception {
    Crop crop = new Crop("crop", new Box(0.5f, 0.5f, 0.5f, 0.5f));
    Map<String, byte[]> found = new HashMap<>();

    try (SeekableByteChannel clip = Files.newByteChannel(clip())) {
      ClipPictures.read(
          "clip",
          clip,
          List.of(
              new Wanted("late", 1_500_000, WIDTH, List.of(crop)),
              new Wanted("early", 510_000, WIDTH / 2, List.of()),
              new Wanted("beyond", 9_000_000, WIDTH, List.of())),
          found::put);
    }

    assertThat(found).containsOnlyKeys("early", "late", "crop");
    assertThat(level(found.get("early"))).isCloseTo(level(5), within(5));
    assertThat(level(found.get("late"))).isCloseTo(level(15), within(5));
    assertThat(ImageIO.read(new ByteArrayInputStream(found.get("crop"))).getWidth())
        .isEqualTo(WIDTH / 2);
    assertThat(ImageIO.read(new ByteArrayInputStream(found.get("early"))).getWidth())
        .isEqualTo(WIDTH / 2);
  }
}
