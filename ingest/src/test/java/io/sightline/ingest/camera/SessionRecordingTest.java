package io.sightline.ingest.camera;

import static io.sightline.ingest.camera.SessionBench.START;
import static io.sightline.ingest.camera.SessionBench.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.CameraHealth;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.avro.RecordingMode;
import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.ingest.media.SourceException;
import io.sightline.schemas.Ids;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionRecordingTest {
  @TempDir Path folder;
  private SessionBench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new SessionBench(folder);
    bench.recording = RecordingMode.ALWAYS;
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private List<Recording> all() throws Exception {
    return bench.facts(Recording.class);
  }

  private List<String> lines() throws Exception {
    return all().stream()
        .map(
            r ->
                r.getKind()
                    + " "
                    + seconds(r.getCapturedAt())
                    + ".."
                    + seconds(r.getEndedAt())
                    + (r.getCause() == null ? "" : " " + r.getCause()))
        .toList();
  }

  @Test
  void always_piecesTileTheTimeAndLieInTheStore() throws Exception {
    bench.run(".".repeat(1500));
    assertThat(lines())
        .containsExactly(
            "BEGAN 0.0..0.0",
            "PIECE 0.0..60.0",
            "PIECE 60.0..120.0",
            "PIECE 120.0..150.0",
            "ENDED 150.0..150.0");
    Recording second = all().get(2);
    assertThat(second.getKey())
        .isEqualTo(
            "cam/2026-03-01/recordings/10/" + Ids.recording("cam", START.plusSeconds(60)) + ".mp4");
    assertThat(second.getRecordId()).isEqualTo(Ids.recording("cam", START.plusSeconds(60)));
    assertThat(bench.store.size(second.getKey())).contains(second.getBytes());
    assertThat(second.getSha256()).hasSize(64);
    assertThat(second.getCameraVersion()).isEqualTo(3);
    assertThat(all()).extracting(Recording::getRecordId).doesNotHaveDuplicates();
    assertThat(bench.store.check()).isEmpty();
    assertThat(bench.store.staged("cam/")).isEmpty();
  }

  @Test
  void off_nothingIsRecorded() throws Exception {
    bench.recording = RecordingMode.OFF;
    bench.run(".".repeat(100));
    assertThat(all()).isEmpty();
    assertThat(bench.store.list("")).isEmpty();
  }

  @Test
  void onActivity_leadInAndVisitAreOneStretch() throws Exception {
    bench.recording = RecordingMode.ON_ACTIVITY;
    bench.run(".".repeat(200) + "#".repeat(50) + ".".repeat(300));
    assertThat(all())
        .extracting(Recording::getKind)
        .containsExactly(RecordingKind.BEGAN, RecordingKind.PIECE, RecordingKind.ENDED);
    assertThat(seconds(all().get(1).getCapturedAt())).isEqualTo(17.0);
    assertThat(seconds(all().get(1).getEndedAt())).isBetween(27.0, 40.0);
  }

  @Test
  void onActivity_visitsInARowNeverOverlap() throws Exception {
    bench.recording = RecordingMode.ON_ACTIVITY;
    bench.run((".".repeat(83) + "#".repeat(30)).repeat(4) + ".".repeat(100));
    double end = 0;
    for (Recording each : all()) {
      assertThat(seconds(each.getCapturedAt())).isGreaterThanOrEqualTo(end);
      end = seconds(each.getEndedAt());
    }
    assertThat(all()).extracting(Recording::getKind).doesNotContain(RecordingKind.GAP);
  }

  @Test
  void sourceThatComesBack_leavesAGapWithItsBounds() throws Exception {
    bench.retry = true;
    bench.captureClock = (info, after, waited) -> after < 0 ? Micros.of(START) : after + 7_000_000;
    int[] opened = {0};
    bench.run(
        (camera, address) ->
            switch (opened[0]++) {
              case 0 -> new ScriptedSource(".".repeat(100) + "!");
              case 1 -> throw new SourceException("no answer");
              default -> new ScriptedSource(".".repeat(50));
            });
    assertThat(lines())
        .containsExactly(
            "BEGAN 0.0..0.0",
            "PIECE 0.0..10.1",
            "GAP 10.1..17.1 SOURCE_LOST",
            "PIECE 17.1..22.1",
            "ENDED 22.1..22.1");
    assertThat(all().get(2).getDetail()).isEqualTo("cable pulled");
    assertThat(all().get(2).getRecordId()).isEqualTo(Ids.gap("cam", START.plusMillis(10_100)));
  }

  @Test
  void pauseOfAStream_isAGapFromTheLastPictureToTheNextKeyPicture() throws Exception {
    bench.run(".".repeat(100) + "_".repeat(45) + ".".repeat(55));
    assertThat(lines())
        .containsExactly(
            "BEGAN 0.0..0.0",
            "PIECE 0.0..10.0",
            "GAP 10.0..15.0 STALLED",
            "PIECE 15.0..20.0",
            "ENDED 20.0..20.0");
  }

  @Test
  void fullStore_isAGap() throws Exception {
    Path blocker = folder.resolve("clips/cam/2026-03-01");
    Files.createDirectories(blocker.getParent());
    Files.writeString(blocker, "no folder");
    bench.run(".".repeat(1300));
    assertThat(lines())
        .containsExactly(
            "BEGAN 0.0..0.0",
            "GAP 0.0..66.0 STORE_FAILED", // there it was tried again
            "GAP 66.0..130.0 STORE_FAILED",
            "ENDED 130.0..130.0");
    assertThat(bench.facts(CameraHealth.class))
        .anyMatch(h -> h.getCause() != null && h.getCause().contains("cannot store recordings"));
    assertThat(bench.store.staged("cam/")).isEmpty();
  }

  @Test
  void freeSpaceIsShort_framesAndRecordingsStandBackAndHealthSaysSo() throws Exception {
    bench.minFreeBytes = bench.store.freeBytes() * 3 / 5; // below twice, above once
    bench.run(".".repeat(50) + "#".repeat(30) + ".".repeat(50));
    assertThat(lines())
        .containsExactly("BEGAN 0.0..0.0", "GAP 0.0..13.0 SPACE", "ENDED 13.0..13.0");
    assertThat(bench.clips()).hasSize(1);
    assertThat(bench.frames(io.sightline.avro.FrameKind.FRAME))
        .isNotEmpty()
        .allMatch(f -> f.getKey() == null);
    assertThat(bench.facts(CameraHealth.class))
        .anyMatch(h -> h.getDegraded().equals(List.of("crops", "frames", "recordings")));
  }

  @Test
  void nextEpoch_savesWhatBrokeOffAndTellsTheGap() throws Exception {
    String key = ClipLayout.recording("cam", START, Ids.recording("cam", START), "mp4");
    try (StagedObject left = bench.store.stage(key)) {
      Files.writeString(left.path(), "0\n1000000\n4000000\n");
      bench.log.recordings().resume(Micros.of(START));
      bench.captureClock = (info, after, waited) -> after + 6_000_000;
      bench.run(".".repeat(50));
    }
    assertThat(lines())
        .containsExactly(
            "PIECE 0.0..4.0", "GAP 4.0..10.0 PROCESS_DIED", "PIECE 10.0..15.0", "ENDED 15.0..15.0");
    assertThat(all().get(0).getSalvaged()).isTrue();
    assertThat(bench.store.size(String.valueOf(all().get(0).getKey()))).isPresent();
    assertThat(bench.store.check()).isEmpty();
  }

  @Test
  void pieceThatWasCommittedButNotTold_isTold() throws Exception {
    String key = ClipLayout.recording("cam", START, Ids.recording("cam", START), "mp4");
    try (StagedObject left = bench.store.stage(key)) {
      Files.writeString(left.path(), "0\n1000000\n4000000\n");
      assertThat(left.commit().bytes()).isPositive();
    }
    bench.log.recordings().resume(Micros.of(START));
    bench.captureClock = (info, after, waited) -> after + 6_000_000;
    bench.run(".".repeat(50));
    assertThat(lines()).startsWith("PIECE 0.0..4.0", "GAP 4.0..10.0 PROCESS_DIED");
    assertThat(all().get(0).getKey()).isEqualTo(key);
  }

  @Test
  void nextEpochWithoutRecording_endsItWithoutAGap() throws Exception {
    bench.log.recordings().resume(Micros.of(START));
    bench.recording = RecordingMode.OFF;
    bench.run(".".repeat(50));
    assertThat(lines()).containsExactly("ENDED 0.0..0.0");
  }
}
