package io.sightline.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sightline.avro.GapCause;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.e2e.command.Finished;
import io.sightline.schemas.Topics;
import io.sightline.standalone.demo.DemoVideo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recording round the clock, killed with SIGKILL in the middle of a piece, and started again. */
class RecordingKilledIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void killedAndStartedAgain_thePieceIsSavedAndTheGapIsTold() throws Exception {
    DemoVideo.write(folder.resolve("scene.mp4"));
    String cameras = "cameras:\n  - {id: hall, source: scene.mp4, loop: true, recording: always}\n";
    try (Standalone first = Standalone.start(folder, cameras)) {
      await().atMost(PATIENCE).until(this::somethingIsStaged);
      await().atMost(PATIENCE).until(() -> !first.values(Topics.RECORDINGS).isEmpty());
    }
    try (Standalone second = Standalone.start(folder, cameras)) {
      await().atMost(PATIENCE).until(() -> second.values(Topics.RECORDINGS).size() >= 3);
      List<Recording> told = second.values(Topics.RECORDINGS);
      assertThat(told)
          .extracting(Recording::getKind)
          .startsWith(RecordingKind.BEGAN, RecordingKind.PIECE, RecordingKind.GAP);
      Instant end = told.get(0).getCapturedAt();
      for (Recording each : told) {
        assertThat(each.getCapturedAt()).isEqualTo(end);
        end = each.getEndedAt();
      }
      Recording saved = told.get(1);
      assertThat(saved.getSalvaged()).isTrue();
      assertThat(saved.getEndedAt()).isAfter(saved.getCapturedAt());
      Path media = folder.resolve("data/clips").resolve(Objects.requireNonNull(saved.getKey()));
      assertThat(Files.size(media)).isEqualTo(saved.getBytes());
      assertThat(told.get(2).getCause()).isEqualTo(GapCause.PROCESS_DIED);
      assertThat(told.get(2).getEpoch()).isEqualTo(told.get(0).getEpoch() + 1);
      assertFoundByTime(saved, told.get(2).getEndedAt());
    }
  }

  private void assertFoundByTime(Recording piece, Instant to) throws Exception {
    String[] span = {
      "--camera",
      piece.getCamera(),
      "--from",
      piece.getCapturedAt().toString(),
      "--to",
      to.toString()
    };
    Finished listed = Finished.run(folder, with(span, "list", "--json"));
    assertThat(listed.lines()).hasSize(2);
    assertThat(listed.lines().get(0)).contains("\"what\":\"piece\"", piece.getKey());
    assertThat(listed.lines().get(1)).contains("\"what\":\"gap: process died\"");

    Finished copied = Finished.run(folder, with(span, "save", "--folder", "case"));
    assertThat(copied.code()).as(copied.out() + copied.log()).isZero();
    assertThat(copied.out()).contains("nothing was recorded from", "1 pieces saved");
    Path file = folder.resolve("case").resolve(piece.getRecordId() + ".mp4");
    assertThat(Files.size(file)).isEqualTo(piece.getBytes());
    assertThat(folder.resolve("case/recording.ffconcat")).content().contains(piece.getRecordId());
  }

  private static String[] with(String[] span, String word, String... more) {
    return Stream.of(
            Stream.of("recordings", word, "-c", "sightline.yaml"), Stream.of(span), Stream.of(more))
        .flatMap(words -> words)
        .toArray(String[]::new);
  }

  /** A few seconds of video, so that there is something to save. */
  private boolean somethingIsStaged() throws Exception {
    Path staged = folder.resolve("data/clips/.staged");
    if (!Files.isDirectory(staged)) {
      return false;
    }
    try (var files = Files.list(staged)) {
      for (Path file : files.filter(f -> f.toString().contains("+recordings+")).toList()) {
        if (Files.size(file) > 50_000) {
          return true;
        }
      }
    }
    return false;
  }
}
