package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.clipstore.StagedBytes;
import io.sightline.ingest.clip.Digests;
import io.sightline.ingest.ffmpeg.TestVideos.Reading;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.StreamInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FfmpegClipWriterTest {
  @TempDir Path folder;

  private final FfmpegClipWriters writers = new FfmpegClipWriters();

  private record Source(StreamInfo info, List<MediaEvent.Packet> packets) {
    /** Packets from the first key picture at or after the time. */
    List<MediaEvent.Packet> from(long micros) {
      for (int i = 0; i < packets.size(); i++) {
        MediaEvent.Packet each = packets.get(i);
        if (each.stream() == 0 && each.key() && each.ptsMicros() >= micros) {
          return packets.subList(i, packets.size());
        }
      }
      throw new AssertionError("no key picture from " + micros);
    }

    /** Of those, what can be played. */
    static List<MediaEvent.Packet> playable(List<MediaEvent.Packet> from) {
      return from.stream().filter(p -> p.ptsMicros() >= from.get(0).ptsMicros()).toList();
    }
  }

  @Test
  void fileInPlace_isAsFfmpegWritesItAndItsDigestIsTold() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 60);
    Path there = folder.resolve("there.mp4");
    Path usual = folder.resolve("usual.mp4");
    try (MediaSource source = FfmpegSource.open(file.toString(), SourceOptions.defaults());
        ClipWriter inPlace = writers.openInPlace(StagedBytes.plain(there), source.info());
        ClipWriter scratch = writers.open(usual, source.info())) {
      for (MediaEvent each = source.next(); each != null; each = source.next()) {
        if (each instanceof MediaEvent.Packet packet) {
          inPlace.write(packet);
          scratch.write(packet.kept());
        }
      }
      inPlace.complete();
      scratch.complete();
      assertThat(there).hasSameBinaryContentAs(usual);
      assertThat(inPlace.sha256()).isEqualTo(Digests.sha256(there));
      assertThat(scratch.sha256()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a.mp4, H264, 0, mp4",
    "a.ts, H264, 0, mp4",
    "a.mp4, MPEG4, 2, mp4",
    "a.avi, MPEG4, 2, mp4",
    "a.avi, MJPEG, 0, mp4",
    "a.mkv, VP8, 0, mkv"
  })
  void clipFromTheMiddle_holdsThePacketsAndBeginsAtZero(
      String name, VideoEncoder.Codec codec, int bFrames, String extension) throws Exception {
    VideoEncoder.Settings settings = TestVideos.h264().withCodec(codec, bFrames);
    Source source = source(TestVideos.movingSquare(folder.resolve(name), settings, 60));
    List<MediaEvent.Packet> given = source.from(1_500_000);
    List<MediaEvent.Packet> wanted = Source.playable(given);
    Path clip = folder.resolve("clip." + extension);
    assertThat(writers.extension(source.info())).isEqualTo(extension);

    ClipWriter.Written written = write(source.info(), given, clip);

    Reading reading = TestVideos.read(clip);
    assertThat(reading.failure()).isEmpty();
    assertThat(reading.errors()).isZero();
    assertThat(reading.packets()).hasSameSizeAs(wanted);
    assertThat(reading.pictures()).hasSameSizeAs(wanted).startsWith(0L).isSorted();
    long first = wanted.get(0).ptsMicros();
    assertThat(first).isGreaterThanOrEqualTo(1_500_000);
    assertThat(written.firstPtsMicros()).isEqualTo(first);
    assertThat(written.lastPtsMicros()).isEqualTo(5_900_000);
    assertThat(written.container()).isEqualTo(extension.equals("mp4") ? "mp4" : "matroska");
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(reading.packets().get(i).ptsMicros()).isEqualTo(wanted.get(i).ptsMicros() - first);
    }
    assertThat(startMicros(clip)).isZero();
    assertThat(info(clip).durationMicros()).isEqualTo(6_000_000 - first);
  }

  @Test
  void mp4_hasItsIndexFirst() throws Exception {
    Source source = source(TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 40));
    Path clip = folder.resolve("clip.mp4");
    write(source.info(), source.packets(), clip);
    String bytes = Files.readString(clip, StandardCharsets.ISO_8859_1);
    assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
    assertThat(bytes).doesNotContain("moof");
  }

  @ParameterizedTest
  @CsvSource({
    "aac, aac, b.mp4, clip.mp4",
    "pcm_mulaw, pcm_mulaw, b.mkv, clip.mkv",
    "pcm_alaw, pcm_alaw, b.mkv, clip.mkv",
    "libopus, opus, b.mkv, clip.mp4"
  })
  void sound_isKeptInStep(String encoder, String codec, String name, String clipName)
      throws Exception {
    Path video = TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.withBFrames(), 60);
    Source source = source(Tone.add(video, folder.resolve(name), encoder));
    List<MediaEvent.Packet> wanted = source.from(2_000_000);
    Path clip = folder.resolve(clipName);

    ClipWriter.Written written = write(source.info(), wanted, clip);

    assertThat(written.audioCodec()).isEqualTo(codec);
    Reading reading = TestVideos.read(clip);
    assertThat(reading.errors()).isZero();
    long first = wanted.get(0).ptsMicros();
    List<MediaEvent.Packet> sound =
        wanted.stream().filter(p -> p.stream() == 1 && p.ptsMicros() >= first).toList();
    List<MediaEvent.Packet> kept = reading.packetsOf(1);
    assertThat(kept).hasSameSizeAs(sound);
    for (int i = 0; i < sound.size(); i++) {
      assertThat(kept.get(i).data()).isEqualTo(sound.get(i).data());
      assertThat(kept.get(i).ptsMicros() - (sound.get(i).ptsMicros() - first))
          .isBetween(-1_000L, 1_000L);
    }
  }

  @Test
  void shapeAndRotation_areKept() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 20);
    Path turned = Turned.copy(file, folder.resolve("turned.mp4"));
    Source source = source(turned);
    Path clip = folder.resolve("clip.mp4");
    write(source.info(), source.packets(), clip);
    assertThat(Turned.of(file)).isNotEqualTo(Turned.of(turned));
    assertThat(Turned.of(clip)).isEqualTo(Turned.of(turned));
  }

  @Test
  void firstPictureNotAKey_isRefused() throws Exception {
    Source source = source(TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 5));
    try (ClipWriter writer = writers.open(folder.resolve("scratch"), source.info())) {
      assertThatThrownBy(() -> writer.write(source.packets().get(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("key picture");
    }
  }

  @Test
  void nothingWritten_cannotBeFinished() throws Exception {
    Source source = source(TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 5));
    try (ClipWriter writer = writers.open(folder.resolve("scratch"), source.info())) {
      assertThatThrownBy(() -> writer.finish(folder.resolve("clip.mp4")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no picture");
    }
  }

  @ParameterizedTest
  @CsvSource({"a.mp4, H264, 0, mp4", "a.mp4, MPEG4, 2, mp4", "a.mkv, VP8, 0, mkv"})
  void scratchCutAnywhere_isSavedUpToTheCutOrRefused(
      String name, VideoEncoder.Codec codec, int bFrames, String extension) throws Exception {
    VideoEncoder.Settings settings = TestVideos.h264().withCodec(codec, bFrames);
    Source source = source(TestVideos.movingSquare(folder.resolve(name), settings, 80));
    Path scratch = folder.resolve("scratch." + extension);
    try (ClipWriter writer = writers.open(scratch, source.info())) {
      for (MediaEvent.Packet each : source.from(1_500_000)) {
        writer.write(each);
      }
      // The process dies here.
      byte[] whole = Files.readAllBytes(scratch);
      assertThat(saved(whole, whole.length, extension)).isGreaterThanOrEqualTo(30);
      Random random = new Random(11);
      int saved = 0;
      for (int i = 0; i < 25; i++) {
        saved += saved(whole, random.nextInt(whole.length), extension) > 0 ? 1 : 0;
      }
      assertThat(saved).isGreaterThan(10);
    }
  }

  /** Pictures saved from a part of the scratch file; 0 if none could be. */
  private int saved(byte[] whole, int length, String extension) throws Exception {
    Path cut = Files.write(folder.resolve("cut." + extension), Arrays.copyOf(whole, length));
    Path target = folder.resolve("saved." + extension);
    ClipWriter.Written written;
    try {
      written = writers.salvage(cut, target);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("cannot complete clip");
      return 0;
    }
    Reading reading = TestVideos.read(target);
    assertThat(reading.errors()).isZero();
    assertThat(reading.failure()).isEmpty();
    assertThat(reading.pictures()).isNotEmpty().startsWith(0L).isSorted();
    assertThat(written.firstPtsMicros()).isBetween(1_500_000L, 2_500_000L);
    long span = written.lastPtsMicros() - written.firstPtsMicros();
    assertThat(reading.pictures().get(reading.pictures().size() - 1)).isEqualTo(span);
    return reading.pictures().size();
  }

  @Test
  void fullDisk_isSaid() throws Exception {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "needs /dev/full, which Linux has");
    Source source = source(TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 60));
    try (ClipWriter writer = writers.open(full, source.info())) {
      assertThatThrownBy(
              () -> {
                for (MediaEvent.Packet each : source.packets()) {
                  writer.write(each);
                }
                writer.finish(folder.resolve("clip.mp4"));
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining("/dev/full")
          .hasMessageContaining("No space left");
    }
  }

  private ClipWriter.Written write(StreamInfo info, List<MediaEvent.Packet> packets, Path clip)
      throws IOException {
    try (ClipWriter writer = writers.open(folder.resolve("scratch"), info)) {
      for (MediaEvent.Packet each : packets) {
        writer.write(each);
      }
      return writer.finish(clip);
    }
  }

  private static Source source(Path file) throws Exception {
    try (FfmpegSource source = FfmpegSource.open(file.toString(), SourceOptions.defaults())) {
      Reading reading = TestVideos.read(source);
      assertThat(reading.failure()).isEmpty();
      return new Source(source.info(), reading.packets());
    }
  }

  private static StreamInfo info(Path file) throws Exception {
    try (FfmpegSource source = FfmpegSource.open(file.toString(), SourceOptions.defaults())) {
      return source.info();
    }
  }

  private static long startMicros(Path file) throws Exception {
    ErrorTally none = new ErrorTally("", java.time.Duration.ofSeconds(1), () -> 0, line -> {});
    try (Demuxer demuxer =
        Demuxer.open(Address.file(file.toString()), SourceOptions.defaults(), none)) {
      return demuxer.tracks().startMicros();
    }
  }
}
