package io.sightline.e2e.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.sightline.avro.Clip;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.e2e.badinput.Standalone;
import io.sightline.retention.audit.Finding;
import io.sightline.retention.audit.Finding.Kind;
import io.sightline.retention.audit.RepairPlan;
import io.sightline.schemas.Topics;
import io.sightline.standalone.demo.DemoVideo;
import io.sightline.standalone.verify.Repair;
import io.sightline.standalone.verify.Verification;
import io.sightline.standalone.verify.Verification.Report;
import io.sightline.standalone.verify.Verification.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} beside a system that runs, records and deletes. */
class VerifyIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String PLANTED = "hall/2026-01-01/hall-planted/clip.mp4";

  @TempDir Path folder;

  @Test
  void differencesBetweenStoreTopicsAndLedger_areNamedAndNoOthers() throws Exception {
    DemoVideo.write(folder.resolve("scene.mp4"));
    String cameras =
        """
        cameras:
          - {id: hall, source: scene.mp4, loop: true, retention: 10m}
          - {id: yard, source: scene.mp4, loop: true, retention: 10s}
        """;
    try (Standalone standalone = Standalone.start(folder, cameras);
        FilesClipStore store = FilesClipStore.forReading(folder.resolve("data/clips"))) {
      await().atMost(PATIENCE).until(() -> !standalone.values(Topics.EXPIRIES).isEmpty());
      await().atMost(PATIENCE).until(() -> clips(standalone, "hall").size() >= 2);
      Report honest = verify(standalone, store);
      assertThat(honest.findings()).isEmpty();
      assertThat(honest.entries()).isPositive();
      assertThat(honest.rehashed()).isPositive();

      List<Clip> clips = clips(standalone, "hall");
      plant(PLANTED);
      flipOneByte(clips.get(0).getKey());
      Files.delete(folder.resolve("data/clips").resolve(clips.get(1).getKey()));
      List<Finding> findings = verify(standalone, store).findings();
      assertThat(findings)
          .extracting(Finding::kind, Finding::subject)
          .containsExactlyInAnyOrder(
              tuple(Kind.ORPHANED, PLANTED),
              tuple(Kind.CHANGED, clips.get(0).getKey()),
              tuple(Kind.MISSING, clips.get(1).getKey()));
      assertThat(repaired(standalone, findings, false)).isEmpty();
      assertThat(repaired(standalone, findings, true)).containsExactly(PLANTED);
      assertThat(verify(standalone, store).findings())
          .extracting(Finding::kind)
          .containsExactlyInAnyOrder(Kind.CHANGED, Kind.MISSING);
    }
  }

  private static List<Clip> clips(Standalone standalone, String camera) {
    return standalone.values(Topics.CLIPS).stream()
        .filter(clip -> clip.getCamera().equals(camera) && clip.getRevision() == 1)
        .toList();
  }

  private static Report verify(Standalone standalone, FilesClipStore store) throws Exception {
    Settings settings = new Settings(Instant.now(), Duration.ofMinutes(5), 100);
    return new Verification(standalone.kafka(), store, settings).run((count, of) -> {});
  }

  /** Subjects of what was put right. */
  private List<String> repaired(Standalone standalone, List<Finding> findings, boolean unknownAge)
      throws Exception {
    RepairPlan plan =
        RepairPlan.of(findings, new RepairPlan.Limits(key -> false, Instant.EPOCH, unknownAge));
    try (FilesClipStore store = new FilesClipStore(folder.resolve("data/clips"))) {
      assertThat(new Repair(standalone.kafka(), store).run(plan)).as("failed").isEmpty();
    }
    return plan.steps().stream().map(step -> step.finding().subject()).toList();
  }

  private void plant(String key) throws Exception {
    Path file = folder.resolve("data/clips").resolve(key);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[10]);
  }

  private void flipOneByte(String key) throws Exception {
    Path file = folder.resolve("data/clips").resolve(key);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
