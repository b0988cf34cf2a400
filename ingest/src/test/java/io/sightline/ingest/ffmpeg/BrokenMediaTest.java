package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.StreamInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever bytes come, a source ends with what it could read or with an exception. */
@Timeout(120)
class BrokenMediaTest {
  private static final int ROUNDS = 40;

  @TempDir Path folder;

  private final FfmpegClipWriters writers = new FfmpegClipWriters();
  private int opened;
  private int clips;

  @ParameterizedTest
  @CsvSource({
    "a.mp4, H264, 0",
    "a.ts, H264, 0",
    "a.mkv, H264, 0",
    "a.avi, MPEG4, 2",
    "a.mp4, MPEG4, 2",
    "a.avi, MJPEG, 0",
    "a.mkv, VP8, 0"
  })
  void brokenBytes_endInEventsOrException(String name, VideoEncoder.Codec codec, int bFrames)
      throws Exception {
    VideoEncoder.Settings settings = TestVideos.h264().withCodec(codec, bFrames);
    Path file = TestVideos.movingSquare(folder.resolve(name), settings, 30);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(2026);
    for (int i = 0; i < ROUNDS; i++) {
      Files.write(file, broken(whole, random, i));
      read(file);
    }
    assertThat(opened).isGreaterThan(ROUNDS / 4);
    assertThat(clips).isGreaterThan(ROUNDS / 8);
  }

  private static byte[] broken(byte[] whole, Random random, int round) {
    byte[] bytes = whole.clone();
    int flips = 1 + random.nextInt(1 << round % 8);
    for (int i = 0; i < flips; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return round % 3 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  private void read(Path file) {
    try (FfmpegSource source = FfmpegSource.open(file.toString(), SourceOptions.defaults());
        ClipWriter writer = writers.open(folder.resolve("scratch"), source.info())) {
      opened++;
      copy(source, writer);
      writer.finish(folder.resolve("clip"));
      clips++;
    } catch (SourceException | IOException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void copy(FfmpegSource source, ClipWriter writer) throws IOException {
    long lastDts = Long.MIN_VALUE;
    long lastPicture = -1;
    try {
      for (MediaEvent event = source.next(); event != null; event = source.next()) {
        if (event instanceof MediaEvent.Packet packet) {
          if (source.info().streams().get(packet.stream()).kind() == StreamInfo.Kind.VIDEO) {
            assertThat(packet.dtsMicros()).isGreaterThan(lastDts);
            lastDts = packet.dtsMicros();
          }
          writer.write(packet);
        } else if (event instanceof MediaEvent.Picture picture) {
          assertThat(picture.ptsMicros()).isGreaterThan(lastPicture);
          lastPicture = picture.ptsMicros();
          assertThat(picture.luma(64, 36)).hasSize(64 * 36);
          assertThat(picture.jpeg(320)).isNotEmpty();
        }
      }
    } catch (SourceException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
