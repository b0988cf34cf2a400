package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.clipstore.StagedBytes;
import io.sightline.clipstore.crypt.DataKey;
import io.sightline.clipstore.crypt.DataKeys;
import io.sightline.clipstore.crypt.EncryptedClipStore;
import io.sightline.ingest.ffmpeg.TestVideos.Reading;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.StreamInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Media that is encrypted before it is on disk. */
class SealedClipWriterTest {
  private static final String PREFIX = "front/2026-01-31/front-c1/";

  @TempDir Path folder;
  private final FfmpegClipWriters writers = new FfmpegClipWriters();
  private EncryptedClipStore store;
  private StreamInfo info;
  private List<MediaEvent.Packet> packets;

  @BeforeEach
  void open() throws IOException {
    store =
        new EncryptedClipStore(
            new FilesClipStore(folder.resolve("clips")), DataKeys.always(DataKey.random(false)));
  }

  private void film(VideoEncoder.Codec codec, int bFrames, String name) throws Exception {
    VideoEncoder.Settings settings = TestVideos.h264().withCodec(codec, bFrames);
    Path file = TestVideos.movingSquare(folder.resolve(name), settings, 80);
    try (FfmpegSource source = FfmpegSource.open(file.toString(), SourceOptions.defaults())) {
      Reading reading = TestVideos.read(source);
      info = source.info();
      packets = reading.packets();
    }
  }

  private ClipWriter begin(StagedBytes scratch) throws IOException {
    ClipWriter writer = writers.open(scratch, info);
    for (MediaEvent.Packet each : packets) {
      writer.write(each);
    }
    return writer;
  }

  private Path decrypted(String key) throws IOException {
    Path copy = folder.resolve("copy-" + key.substring(key.lastIndexOf('/') + 1));
    try (InputStream in = store.open(key, 0)) {
      Files.write(copy, in.readAllBytes());
    }
    return copy;
  }

  @ParameterizedTest
  @CsvSource({"a.mp4, H264, 0, mp4", "a.mp4, MPEG4, 2, mp4", "a.mkv, VP8, 0, mkv"})
  void finishedClip_isWhatAPlainOneIs(
      String name, VideoEncoder.Codec codec, int bFrames, String extension) throws Exception {
    film(codec, bFrames, name);
    String key = PREFIX + "clip." + extension;
    Path plain = folder.resolve("plain." + extension);
    try (StagedObject scratch = store.stage(PREFIX + "scratch." + extension);
        ClipWriter writer = begin(scratch);
        StagedObject staged = store.stage(key)) {
      ClipWriter.Written written = writer.finish(staged);
      staged.commit();
      try (ClipWriter other = begin(StagedBytes.plain(folder.resolve("plain-scratch")))) {
        assertThat(written).isEqualTo(other.finish(plain));
      }
    }
    Path copy = decrypted(key);
    Reading expected = TestVideos.read(plain);
    Reading reading = TestVideos.read(copy);
    assertThat(reading.failure()).isEmpty();
    assertThat(reading.errors()).isZero();
    assertThat(reading.pictures()).isEqualTo(expected.pictures()).hasSizeGreaterThan(70);
    assertThat(reading.packets())
        .extracting(packet -> Arrays.hashCode(packet.data()))
        .isEqualTo(
            expected.packets().stream().map(packet -> Arrays.hashCode(packet.data())).toList());
    assertIndexFirst(copy, extension);
  }

  /** So that playing begins at once. */
  private static void assertIndexFirst(Path copy, String extension) throws IOException {
    if (extension.equals("mp4")) {
      String text = Files.readString(copy, StandardCharsets.ISO_8859_1);
      assertThat(text.indexOf("moov")).isBetween(1, text.indexOf("mdat"));
    }
  }

  @Test
  void clipInTheMaking_isNeverPlainOnDisk() throws Exception {
    film(VideoEncoder.Codec.H264, 0, "a.mp4");
    Path clips = folder.resolve("clips");
    try (StagedObject scratch = store.stage(PREFIX + "scratch.mp4");
        ClipWriter writer = begin(scratch);
        StagedObject staged = store.stage(PREFIX + "clip.mp4")) {
      assertThat(Files.size(scratch.path())).isGreaterThan(4096);
      assertNothingPlain(clips);
      ClipWriter.Written unused = writer.finish(staged);
      assertNothingPlain(clips);
      staged.commit();
    }
    assertNothingPlain(clips);
  }

  private static void assertNothingPlain(Path clips) throws IOException {
    try (var files = Files.walk(clips)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(text).as("%s", file).doesNotContain("ftypiso", "isomiso", "avc1mp41");
      }
    }
  }

  @Test
  void scratchCutAnywhere_isSavedOrRefused() throws Exception {
    film(VideoEncoder.Codec.H264, 0, "a.mp4");
    StagedObject scratch = store.stage(PREFIX + "scratch.mp4");
    byte[] whole;
    try (ClipWriter writer = begin(scratch)) {
      whole = Files.readAllBytes(scratch.path()); // The process dies here.
    }
    int saved = 0;
    for (int length = 8; length <= whole.length; length += whole.length / 12) {
      Files.write(scratch.path(), Arrays.copyOf(whole, length));
      saved += pictures() > 0 ? 1 : 0;
    }
    assertThat(saved).isGreaterThan(5);
  }

  private int pictures() throws Exception {
    String key = PREFIX + "clip.mp4";
    try (StagedObject staged = store.stage(key)) {
      StagedBytes left = store.leftBytes(PREFIX + "scratch.mp4").orElseThrow();
      ClipWriter.Written written = writers.salvage(left, staged);
      staged.commit();
      Reading reading = TestVideos.read(decrypted(key));
      assertThat(reading.errors()).isZero();
      long span = written.lastPtsMicros() - written.firstPtsMicros();
      assertThat(reading.pictures().get(reading.pictures().size() - 1)).isEqualTo(span);
      return reading.pictures().size();
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("cannot complete clip");
      return 0;
    }
  }

  @Test
  void recording_opensUpToItsLastFragmentWhereItIsCutOff() throws Exception {
    film(VideoEncoder.Codec.H264, 0, "a.mp4");
    String key = "front/2026-01-31/recordings/05/front-r1.mp4";
    StagedObject piece = store.stage(key);
    byte[] whole;
    try (ClipWriter writer = begin(piece)) {
      ClipWriter.Written written = writer.complete();
      try (SeekableByteChannel media = piece.read()) {
        assertThat(writers.describe(key, media)).isEqualTo(written);
      }
      whole = Files.readAllBytes(piece.path());
    }
    Files.write(piece.path(), Arrays.copyOf(whole, whole.length * 3 / 4));
    ClipWriter.Written cut;
    try (SeekableByteChannel media = store.leftBytes(key).orElseThrow().read()) {
      cut = writers.describe(key, media);
    }
    assertThat(cut.lastPtsMicros()).isPositive();
  }

  @Test
  void changedScratch_isRefusedAndNamed() throws Exception {
    film(VideoEncoder.Codec.H264, 0, "a.mp4");
    StagedObject scratch = store.stage(PREFIX + "scratch.mp4");
    try (ClipWriter writer = begin(scratch)) {
      ClipWriter.Written unused = writer.complete();
    }
    byte[] bytes = Files.readAllBytes(scratch.path());
    bytes[100] ^= 1;
    Files.write(scratch.path(), bytes);
    try (StagedObject staged = store.stage(PREFIX + "clip.mp4")) {
      StagedBytes left = store.leftBytes(PREFIX + "scratch.mp4").orElseThrow();
      assertThatThrownBy(() -> writers.salvage(left, staged))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("clip.mp4");
    }
  }
}
