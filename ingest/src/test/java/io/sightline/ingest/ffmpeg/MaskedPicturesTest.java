package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sightline.ingest.mask.Cover;
import io.sightline.ingest.mask.MaskArea;
import io.sightline.ingest.mask.MaskArea.Corner;
import io.sightline.ingest.mask.Masks;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaEvent.Picture;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.PixelBox;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real pictures, encoded and decoded again by others. */
class MaskedPicturesTest {
  private static final int WIDTH = 362;
  private static final int HEIGHT = 246;
  private static final int PICTURES = 45;
  private static final Masks MASKS =
      new Masks(
          List.of(
              area("window", 0.31, 0.2, 0.62, 0.33, 0.4, 0.71),
              area("edge", 0.9, 0.8, 1, 0.8, 1, 1, 0.9, 1)));

  @TempDir Path folder;

  private static MaskArea area(String name, double... xy) {
    List<Corner> corners = new ArrayList<>();
    for (int i = 0; i < xy.length; i += 2) {
      corners.add(new Corner(xy[i], xy[i + 1]));
    }
    return new MaskArea(name, corners, true);
  }

  /** Blocks of loud colours that change from picture to picture. */
  private Path loud(VideoEncoder.Codec codec, int bFrames) throws IOException {
    VideoEncoder.Settings settings =
        new VideoEncoder.Settings(WIDTH, HEIGHT, 15, 15, 4_000_000, codec, bFrames, null);
    Random random = new Random(11);
    Path file = folder.resolve("loud.mp4");
    try (VideoEncoder encoder = VideoEncoder.open(file, settings)) {
      for (int i = 0; i < PICTURES; i++) {
        encoder.add(confetti(random));
      }
      encoder.finish();
    }
    return file;
  }

  private static BufferedImage confetti(Random random) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y += 5) {
      for (int x = 0; x < WIDTH; x += 5) {
        int colour = Color.HSBtoRGB(random.nextFloat(), 1, 1);
        for (int i = 0; i < 25; i++) {
          int px = Math.min(WIDTH - 1, x + i % 5);
          image.setRGB(px, Math.min(HEIGHT - 1, y + i / 5), colour);
        }
      }
    }
    return image;
  }

  private static MediaSource open(Path file) throws SourceException {
    return FfmpegSource.open(file.toString(), SourceOptions.defaults());
  }

  private static int brightestUnder(Masks masks, BufferedImage image) {
    int brightest = 0;
    for (Cover.Run run : masks.exact(image.getWidth(), image.getHeight()).runs()) {
      for (int x = run.left(); x < run.right(); x++) {
        Color colour = new Color(image.getRGB(x, run.row()));
        int most = Math.max(colour.getRed(), Math.max(colour.getGreen(), colour.getBlue()));
        brightest = Math.max(brightest, most);
      }
    }
    return brightest;
  }

  @ParameterizedTest
  @ValueSource(ints = {WIDTH, 250, 131})
  void jpeg_isBlackInEveryPixelUnderAMask(int width) throws Exception {
    try (MediaSource source = open(loud(VideoEncoder.Codec.H264, 0))) {
      int seen = 0;
      for (MediaEvent event = source.next(); event != null; event = source.next()) {
        if (event instanceof Picture picture) {
          BufferedImage masked = read(picture.jpeg(width, MASKS));
          assertThat(masked.getWidth()).isEqualTo(width);
          assertThat(brightestUnder(MASKS, masked)).isZero();
          BufferedImage plain = read(picture.jpeg(width));
          assertThat(brightestUnder(MASKS, plain)).isGreaterThan(200);
          assertThat(masked.getRGB(width / 10, 5)).isEqualTo(plain.getRGB(width / 10, 5));
          seen++;
        }
      }
      assertThat(seen).isEqualTo(PICTURES);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 77})
  void crop_isThatPartOfThePictureAndBlackUnderAMask(int maxSide) throws Exception {
    try (MediaSource source = open(loud(VideoEncoder.Codec.H264, 0))) {
      Picture picture = next(source);
      BufferedImage whole = read(picture.jpeg(WIDTH));
      for (PixelBox part :
          List.of(new PixelBox(100, 20, 128, 128), new PixelBox(234, 118, 128, 128))) {
        BufferedImage plain = read(picture.crop(part, maxSide, Masks.NONE));
        BufferedImage masked = read(picture.crop(part, maxSide, MASKS));
        assertThat(masked.getWidth()).isEqualTo(maxSide);
        assertThat(masked.getHeight()).isEqualTo(maxSide);
        assertThat(brightestUnder(MASKS, masked, part)).isZero();
        assertThat(brightestUnder(MASKS, plain, part)).isGreaterThan(200);
        if (maxSide == part.width()) {
          Color there = new Color(whole.getRGB(part.left() + 7, part.top() + 7));
          Color here = new Color(plain.getRGB(7, 7));
          assertThat(here.getRed()).isCloseTo(there.getRed(), within(50));
          assertThat(here.getGreen()).isCloseTo(there.getGreen(), within(50));
          assertThat(masked.getRGB(2, 2)).isEqualTo(plain.getRGB(2, 2));
        }
      }
    }
  }

  /** Each pixel of the crop that shows something of what is masked in the whole picture. */
  private static int brightestUnder(Masks masks, BufferedImage crop, PixelBox part) {
    Cover whole = masks.exact(WIDTH, HEIGHT);
    int brightest = 0;
    for (int y = 0; y < crop.getHeight(); y++) {
      for (int x = 0; x < crop.getWidth(); x++) {
        int wholeX = part.left() + x * part.width() / crop.getWidth();
        int wholeY = part.top() + y * part.height() / crop.getHeight();
        if (whole.hides(wholeX, wholeY)) {
          Color colour = new Color(crop.getRGB(x, y));
          int most = Math.max(colour.getRed(), Math.max(colour.getGreen(), colour.getBlue()));
          brightest = Math.max(brightest, most);
        }
      }
    }
    return brightest;
  }

  private static BufferedImage read(byte[] jpeg) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }

  @Test
  void maskedPicture_leavesTheDecoderAsItWas() throws Exception {
    Path file = loud(VideoEncoder.Codec.MPEG4, 2);
    List<byte[]> untouched = new ArrayList<>();
    List<byte[]> after = new ArrayList<>();
    try (MediaSource a = open(file);
        MediaSource b = open(file)) {
      for (MediaEvent event = a.next(); event != null; event = a.next()) {
        if (event instanceof Picture picture) {
          untouched.add(picture.luma(WIDTH, HEIGHT));
        }
      }
      for (MediaEvent event = b.next(); event != null; event = b.next()) {
        if (event instanceof Picture picture) {
          picture.jpeg(WIDTH, MASKS);
          after.add(picture.luma(WIDTH, HEIGHT));
        }
      }
    }
    assertThat(after).hasSameSizeAs(untouched);
    for (int i = 0; i < after.size(); i++) {
      assertThat(after.get(i)).isEqualTo(untouched.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void burntInPackets_showNothingUnderAMaskAndTheRestAsItWas(int bFrames) throws Exception {
    VideoEncoder.Codec codec = bFrames > 0 ? VideoEncoder.Codec.MPEG4 : VideoEncoder.Codec.H264;
    Path file = loud(codec, bFrames);
    List<Long> times = TestVideos.read(file).pictures();
    Path clip = folder.resolve("clip.mp4");
    ClipWriter.Written written;
    try (MediaSource source =
            MaskedSource.over(open(file), "loud", MASKS, SourceOptions.defaults());
        ClipWriter writer =
            new FfmpegClipWriters().open(folder.resolve("scratch.mp4"), source.info())) {
      List<Long> delivered = new ArrayList<>();
      List<Long> packets = new ArrayList<>();
      for (MediaEvent event = source.next(); event != null; event = source.next()) {
        if (event instanceof Packet packet) {
          writer.write(packet);
          packets.add(packet.ptsMicros());
        } else if (event instanceof Picture picture) {
          delivered.add(picture.ptsMicros());
        }
      }
      assertThat(delivered).isEqualTo(times);
      assertThat(packets).isEqualTo(times);
      written = writer.finish(clip);
    }
    assertThat(written.videoCodec()).isEqualTo("h264");
    compare(file, clip);
  }

  private static void compare(Path file, Path clip) throws Exception {
    Cover cover = MASKS.exact(WIDTH, HEIGHT);
    int pictures = 0;
    try (MediaSource from = open(file);
        MediaSource to = open(clip)) {
      for (Picture before = next(from); before != null; before = next(from)) {
        Picture after = next(to);
        byte[] plain = before.luma(WIDTH, HEIGHT);
        byte[] masked = after.luma(WIDTH, HEIGHT);
        assertThat(brightest(masked, cover)).as("picture %d", pictures).isZero();
        assertThat(brightest(plain, cover)).isGreaterThan(100);
        assertThat(masked[5 * WIDTH + 20] & 0xff)
            .isCloseTo(plain[5 * WIDTH + 20] & 0xff, within(60));
        pictures++;
      }
      assertThat(next(to)).isNull();
    }
    assertThat(pictures).isEqualTo(PICTURES);
  }

  private static int brightest(byte[] luma, Cover cover) {
    int brightest = 0;
    for (Cover.Run run : cover.runs()) {
      for (int x = run.left(); x < run.right(); x++) {
        brightest = Math.max(brightest, luma[run.row() * WIDTH + x] & 0xff);
      }
    }
    return brightest;
  }

  private static Picture next(MediaSource source) throws SourceException {
    MediaEvent event = source.next();
    while (event != null && !(event instanceof Picture)) {
      event = source.next();
    }
    return (Picture) event;
  }

  @Test
  void sourceThatEndsEarly_andOneThatCannotBeEncoded_areClosed() throws Exception {
    try (MediaSource source =
        MaskedSource.over(
            open(loud(VideoEncoder.Codec.H264, 0)), "loud", MASKS, SourceOptions.defaults())) {
      assertThat(source.burnsMasksIn()).isTrue();
      assertThat(source.next()).isInstanceOf(Packet.class);
    }
  }
}
