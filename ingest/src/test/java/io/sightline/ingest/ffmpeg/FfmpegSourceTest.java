package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.ingest.ffmpeg.TestVideos.Reading;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.Playback;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.StreamInfo.Kind;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FfmpegSourceTest {
  private static final SourceOptions ONCE = SourceOptions.defaults();
  private static final List<Long> FORTY_PICTURES =
      LongStream.range(0, 40).mapToObj(i -> i * 100_000).toList();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "a.mp4, H264, 0",
    "a.mkv, H264, 0",
    "a.ts, H264, 0",
    "a.mp4, MPEG4, 2",
    "a.avi, MPEG4, 2",
    "a.mkv, MPEG4, 2",
    "a.avi, MJPEG, 0",
    "a.mkv, VP8, 0"
  })
  void everyContainer_deliversAllPacketsAndPictures(
      String name, VideoEncoder.Codec codec, int bFrames) throws Exception {
    VideoEncoder.Settings settings = TestVideos.h264().withCodec(codec, bFrames);
    Path file = TestVideos.movingSquare(folder.resolve(name), settings, 40);
    Reading reading = TestVideos.read(file);
    assertThat(reading.failure()).isEmpty();
    assertThat(reading.errors()).isZero();
    assertThat(reading.packets()).hasSize(40);
    assertThat(reading.pictures()).isEqualTo(FORTY_PICTURES);
    assertThat(reading.packets().get(0).key()).isTrue();
    assertThat(reading.packets().get(0).ptsMicros()).isZero();
    assertDecodingTimesIncrease(reading.packets());
  }

  @Test
  void info_saysWhatIsInTheFile() throws Exception {
    Instant created = Instant.parse("2024-05-01T10:00:00Z");
    Path file =
        TestVideos.movingSquare(
            folder.resolve("a.mp4"), TestVideos.h264().withCreatedAt(created), 20);
    Path withSound = Tone.add(file, folder.resolve("b.mp4"), "aac");
    try (FfmpegSource source = FfmpegSource.open(file.toString(), ONCE)) {
      assertThat(source.info().createdAt()).isEqualTo(created);
      assertThat(source.info().fps()).isEqualTo(10);
      assertThat(source.info().durationMicros()).isEqualTo(2_000_000);
      assertThat(source.info().width()).isEqualTo(TestVideos.WIDTH);
    }
    try (FfmpegSource source = FfmpegSource.open(withSound.toString(), ONCE)) {
      assertThat(source.info().streams()).extracting(s -> s.codec()).contains("aac");
      assertThat(source.info().streams().get(1).kind()).isEqualTo(Kind.AUDIO);
      assertThat(TestVideos.read(source).packetsOf(1)).hasSizeGreaterThan(90);
    }
  }

  @Test
  void picture_showsTheSquare() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 3);
    try (FfmpegSource source = FfmpegSource.open(file.toString(), ONCE)) {
      MediaEvent.Picture picture = nextPicture(source);
      byte[] luma = picture.luma(40, 30);
      assertThat(luma).hasSize(1200);
      assertThat(luma[15 * 40 + 4] & 0xff).isGreaterThan(240);
      assertThat(luma[15 * 40 + 30] & 0xff).isBetween(30, 50);
      assertThat(picture.luma(51, 37)).hasSize(51 * 37);

      byte[] jpeg = picture.jpeg(80);
      assertThat(picture.jpeg(1280)).isNotEqualTo(jpeg);
      assertThat(picture.jpeg(80)).isEqualTo(jpeg);
      assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth()).isEqualTo(80);
      var full = ImageIO.read(new ByteArrayInputStream(picture.jpeg(1280)));
      assertThat(full.getWidth()).isEqualTo(TestVideos.WIDTH);
      assertThat(full.getHeight()).isEqualTo(TestVideos.HEIGHT);
      assertThat(full.getRGB(16, 60) & 0xff).isGreaterThan(240);

      source.next();
      assertThatThrownBy(() -> picture.luma(40, 30)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void secondReading_givesTheSameBytes() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 12);
    List<byte[]> first = jpegs(file);
    assertThat(first).hasSize(12);
    assertThat(jpegs(file)).usingRecursiveComparison().isEqualTo(first);
  }

  @Test
  void packetOfBefore_isUsedOnlyIfItWasKept() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("v.mp4"), TestVideos.h264(), 25);
    try (FfmpegSource source = FfmpegSource.open(file.toString(), ONCE)) {
      source.takeDecoder();
      MediaEvent.Packet kept = ((MediaEvent.Packet) source.next()).kept();
      MediaEvent.Packet lent = (MediaEvent.Packet) source.next();
      source.next();
      assertThat(kept.data()).hasSize(kept.size());
      assertThatThrownBy(lent::data)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("of " + lent.size() + " bytes");
    }
  }

  @Test
  void loop_goesOnWithAKeyPacketAndGrowingTimes() throws Exception {
    Path video = TestVideos.movingSquare(folder.resolve("v.mp4"), TestVideos.withBFrames(), 25);
    Path file = Tone.add(video, folder.resolve("a.mp4"), "aac");
    SourceOptions loop = ONCE.withPlayback(Playback.AS_FAST_AS_POSSIBLE, true);
    List<MediaEvent.Packet> video4 = new ArrayList<>();
    List<MediaEvent.Packet> audio4 = new ArrayList<>();
    List<Long> pictures = new ArrayList<>();
    try (FfmpegSource source = FfmpegSource.open(file.toString(), loop)) {
      assertThat(source.info().durationMicros()).isEqualTo(-1);
      while (pictures.size() < 100) {
        MediaEvent event = source.next();
        if (event instanceof MediaEvent.Packet packet) {
          (packet.stream() == 0 ? video4 : audio4).add(packet.kept());
        } else if (event instanceof MediaEvent.Picture picture) {
          pictures.add(picture.ptsMicros());
        }
      }
    }
    assertThat(video4.get(25).key()).isTrue();
    assertThat(video4.get(25).data()).isEqualTo(video4.get(0).data());
    assertThat(video4.get(25).ptsMicros()).isBetween(2_500_000L, 2_700_000L);
    assertThat(pictures).isSorted().doesNotHaveDuplicates();
    assertDecodingTimesIncrease(video4);
    assertDecodingTimesIncrease(audio4);
  }

  @Test
  void decoderThreads_changeNothingButSpeed() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 40);
    try (FfmpegSource source = FfmpegSource.open(file.toString(), ONCE.withDecoderThreads(3))) {
      assertThat(TestVideos.read(source).pictures()).isEqualTo(FORTY_PICTURES);
    }
  }

  @Test
  void afterTheEnd_nextStaysNull() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 2);
    FfmpegSource source = FfmpegSource.open(file.toString(), ONCE);
    TestVideos.read(source);
    assertThat(source.next()).isNull();
    source.close();
    source.close();
    assertThatThrownBy(source::next).isInstanceOf(IllegalStateException.class);
  }

  private List<byte[]> jpegs(Path file) throws Exception {
    List<byte[]> jpegs = new ArrayList<>();
    try (FfmpegSource source = FfmpegSource.open(file.toString(), ONCE)) {
      for (MediaEvent event = source.next(); event != null; event = source.next()) {
        if (event instanceof MediaEvent.Picture picture) {
          jpegs.add(picture.jpeg(100));
        }
      }
    }
    return jpegs;
  }

  private static MediaEvent.Picture nextPicture(FfmpegSource source) throws Exception {
    while (true) {
      if (source.next() instanceof MediaEvent.Picture picture) {
        return picture;
      }
    }
  }

  private static void assertDecodingTimesIncrease(List<MediaEvent.Packet> packets) {
    for (int i = 1; i < packets.size(); i++) {
      assertThat(packets.get(i).dtsMicros()).isGreaterThan(packets.get(i - 1).dtsMicros());
    }
    assertThat(packets).allMatch(p -> p.ptsMicros() >= p.dtsMicros());
  }
}
