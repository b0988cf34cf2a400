package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.ingest.mask.MaskArea;
import io.sightline.ingest.mask.MaskArea.Corner;
import io.sightline.ingest.mask.Masks;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaEvent.Picture;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Video that lies on its side, and video whose pictures are two fields. */
class UprightTest {
  private static final int WIDTH = TestVideos.HEIGHT;
  private static final int HEIGHT = TestVideos.WIDTH;
  private static final Masks UPPER_HALF =
      new Masks(
          List.of(
              new MaskArea(
                  "upper half",
                  List.of(
                      new Corner(0, 0), new Corner(1, 0), new Corner(1, 0.5), new Corner(0, 0.5)),
                  true)));

  @TempDir Path folder;

  @BeforeAll
  static void load() {
    Ffmpeg.load();
  }

  @ParameterizedTest
  @CsvSource({"0, abcdef", "1, daebfc", "2, fedcba", "3, cfbead"})
  void plane_isTurnedClockwise(int quarters, String expected) {
    assertThat(Upright.turned("abcdef".getBytes(), 3, 2, quarters)).asString().isEqualTo(expected);
  }

  /** The square begins at the left; turned by a quarter it is at the top. */
  private MediaSource turned() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 3);
    Path turned = Turned.copy(file, folder.resolve("turned.mp4"));
    return FfmpegSource.open(turned.toString(), SourceOptions.defaults());
  }

  private static Picture picture(MediaSource source) throws Exception {
    MediaEvent event = source.next();
    while (!(event instanceof Picture)) {
      event = source.next();
    }
    return (Picture) event;
  }

  @Test
  void videoThatLiesOnItsSide_isSeenAsAPlayerShowsIt() throws Exception {
    try (MediaSource source = turned()) {
      assertThat(source.info().width()).isEqualTo(WIDTH);
      assertThat(source.info().height()).isEqualTo(HEIGHT);
      Picture picture = picture(source);
      assertThat(picture.width()).isEqualTo(WIDTH);
      assertThat(picture.height()).isEqualTo(HEIGHT);
      byte[] luma = picture.luma(WIDTH, HEIGHT);
      assertThat(luma[16 * WIDTH + WIDTH / 2] & 0xff).isGreaterThan(240);
      assertThat(luma[(HEIGHT - 16) * WIDTH + WIDTH / 2] & 0xff).isBetween(30, 50);
      BufferedImage jpeg = ImageIO.read(new ByteArrayInputStream(picture.jpeg(1280)));
      assertThat(jpeg.getWidth()).isEqualTo(WIDTH);
      assertThat(jpeg.getHeight()).isEqualTo(HEIGHT);
      assertThat(jpeg.getRGB(WIDTH / 2, 16) & 0xff).isGreaterThan(240);
    }
  }

  @Test
  void maskThatIsBurntIn_liesWhereAPlayerShowsIt() throws Exception {
    Path clip = folder.resolve("clip.mp4");
    try (MediaSource source =
            MaskedSource.over(turned(), "turned", UPPER_HALF, SourceOptions.defaults());
        ClipWriter writer =
            new FfmpegClipWriters().open(folder.resolve("scratch.mp4"), source.info())) {
      for (MediaEvent event = source.next(); event != null; event = source.next()) {
        if (event instanceof Packet packet) {
          writer.write(packet);
        }
      }
      writer.finish(clip);
    }
    try (MediaSource before = turned();
        MediaSource after = FfmpegSource.open(clip.toString(), SourceOptions.defaults())) {
      assertThat(upperBrightness(picture(before))).isGreaterThan(240);
      Picture masked = picture(after);
      assertThat(masked.width()).isEqualTo(WIDTH);
      assertThat(masked.height()).isEqualTo(HEIGHT);
      assertThat(upperBrightness(masked)).isZero();
    }
  }

  private static int upperBrightness(Picture picture) {
    byte[] luma = picture.luma(WIDTH, HEIGHT);
    int brightest = 0;
    for (int i = 0; i < WIDTH * HEIGHT / 2; i++) {
      brightest = Math.max(brightest, luma[i] & 0xff);
    }
    return brightest;
  }

  @Test
  void pictureOfTwoFields_isScaledAsOne() {
    AVFrame fields = avutil.av_frame_alloc();
    fields.width(64).height(48).format(avutil.AV_PIX_FMT_YUV420P);
    avutil.av_frame_get_buffer(fields, 0);
    fields.flags(fields.flags() | Scaler.INTERLACED);
    try (Scaler scaler =
        new Scaler(32, 24, avutil.AV_PIX_FMT_GRAY8, avutil.AVCOL_RANGE_JPEG, swscale.SWS_AREA)) {
      assertThat(scaler.scale(fields).width()).isEqualTo(32);
    } finally {
      avutil.av_frame_free(fields);
    }
  }
}
