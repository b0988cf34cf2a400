package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.GapCause;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.clipstore.ClipLayout;
import io.sightline.ingest.clip.Digests;
import io.sightline.ingest.ffmpeg.TestVideos.Reading;
import io.sightline.ingest.media.MediaEvent.Packet;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What recordings are on disk: real packets, real files, a real kill. */
class RecordingFilesTest {
  private static final long LOSS_MICROS = 2_000_000;

  @TempDir Path folder;

  private static List<Recording> pieces(RecorderBench bench) {
    return bench.told.stream().filter(r -> r.getKind() == RecordingKind.PIECE).toList();
  }

  private Path file(Recording piece) {
    return folder.resolve("store").resolve(String.valueOf(piece.getKey()));
  }

  @ParameterizedTest
  @CsvSource({"aac, b.mp4, mp4, mp4", "pcm_mulaw, b.mkv, mkv, matroska"})
  void pieces_holdEveryPacketAsItCame(String sound, String name, String extension, String container)
      throws Exception {
    Path video = TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 1300);
    Path source = Tone.add(video, folder.resolve(name), sound);
    try (RecorderBench bench = new RecorderBench(folder.resolve("store"))) {
      List<Packet> given = bench.record(source);

      List<Recording> pieces = pieces(bench);
      assertThat(pieces).hasSize(3);
      List<String> kept = new ArrayList<>();
      for (Recording piece : pieces) {
        assertThat(piece.getKey()).endsWith("." + extension);
        assertThat(piece.getContainer()).isEqualTo(container);
        assertThat(piece.getVideoCodec()).isEqualTo("h264");
        assertThat(piece.getAudioCodec()).isEqualTo(sound);
        assertThat(piece.getSha256()).isEqualTo(Digests.sha256(file(piece)));
        Reading reading = TestVideos.read(file(piece));
        assertThat(reading.failure()).isEmpty();
        assertThat(reading.errors()).isZero();
        assertThat(reading.pictures()).hasSameSizeAs(reading.packetsOf(0));
        kept.addAll(texts(reading.packets()));
      }
      assertThat(kept).containsExactlyInAnyOrderElementsOf(texts(given));
      assertThat(bench.told.get(1).getEndedAt()).isEqualTo(bench.told.get(2).getCapturedAt());
      assertThat(bench.store.check()).isEmpty();
    }
  }

  private static List<String> texts(List<Packet> packets) {
    return packets.stream().map(p -> p.stream() + HexFormat.of().formatHex(p.data())).toList();
  }

  @Test
  void hour_isOnePrefix() throws Exception {
    try (RecorderBench bench = new RecorderBench(folder.resolve("store"))) {
      bench.record(TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 700));
      String hour = ClipLayout.recordings("cam", RecorderBench.START);
      assertThat(bench.store.list(hour)).hasSameSizeAs(bench.store.list("")).hasSize(2);
    }
  }

  @Test
  void fragmentedPiece_isNotWrittenTwice() throws Exception {
    try (RecorderBench bench = new RecorderBench(folder.resolve("store"))) {
      bench.record(TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 100));
      String bytes = Files.readString(file(pieces(bench).get(0)), StandardCharsets.ISO_8859_1);
      assertThat(bytes.split("moof", -1)).hasSizeGreaterThan(8);
    }
  }

  @Test
  void killedProcess_losesAtMostTwoSecondsAndTheRestPlays() throws Exception {
    Path video = TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 100);
    Path source = Tone.add(video, folder.resolve("b.mp4"), "aac");
    Path store = folder.resolve("store");
    long last = killAfter(6_300_000, source, store);

    // As it lies there, before anybody has touched it.
    Path left;
    try (var staged = Files.list(store.resolve(".staged"))) {
      left = staged.findFirst().orElseThrow();
    }
    Path copy = folder.resolve("left.mp4");
    Files.copy(left, copy, StandardCopyOption.REPLACE_EXISTING);
    List<Long> playable = TestVideos.read(copy).pictures();
    assertThat(playable.get(playable.size() - 1)).isGreaterThanOrEqualTo(last - LOSS_MICROS);

    try (RecorderBench next = new RecorderBench(store)) {
      next.log.resume(RecorderBench.START_MICROS);
      next.recorder.start();
      Recording saved = pieces(next).get(0);
      assertThat(saved.getSalvaged()).isTrue();
      assertThat(saved.getCapturedAt()).isEqualTo(RecorderBench.START);
      assertThat(saved.getEndedAt())
          .isAfterOrEqualTo(RecorderBench.START.plus(last - LOSS_MICROS, ChronoUnit.MICROS));
      Reading reading = TestVideos.read(file(saved));
      assertThat(reading.failure()).isEmpty();
      assertThat(reading.errors()).isZero();
      assertThat(reading.packetsOf(1)).isNotEmpty();
      assertThat(next.store.check()).isEmpty();

      next.recorder.opened(
          FfmpegSource.open(video.toString(), io.sightline.ingest.media.SourceOptions.defaults())
              .info(),
          RecorderBench.START_MICROS + 60_000_000);
      next.recorder.take(new Packet(0, new byte[] {1}, 0, 0, 0, true), -1);
      Recording gap = next.told.get(1);
      assertThat(gap.getKind()).isEqualTo(RecordingKind.GAP);
      assertThat(gap.getCause()).isEqualTo(GapCause.PROCESS_DIED);
      assertThat(gap.getCapturedAt()).isEqualTo(saved.getEndedAt());
      assertThat(gap.getEndedAt()).isEqualTo(RecorderBench.START.plusSeconds(60));
    }
  }

  /** Returns the time of the newest picture that the process had when it was killed. */
  private long killAfter(long micros, Path source, Path store) throws Exception {
    ProcessBuilder child =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            RecorderBench.class.getName(),
            source.toString(),
            store.toString());
    child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = child.redirectErrorStream(true).start();
    long last = -1;
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (last < micros) {
        String line = lines.readLine();
        assertThat(line).as("the process lives: %s", said).isNotNull();
        said.append(line).append('\n');
        last = line.matches("\\d+") ? Math.max(last, Long.parseLong(line)) : last;
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return last;
  }
}
