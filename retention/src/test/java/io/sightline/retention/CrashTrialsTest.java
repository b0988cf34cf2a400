package io.sightline.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.clipstore.FilesClipStore;
import io.sightline.retention.SimulatedRetention.Point;
import io.sightline.retention.audit.Finding.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand crashes, at every step between a clip whose time is up and its end. What is simulated
 * is the log with its transactions; topology, deleter and store are the real ones. A process that
 * really dies is {@code RetentionKillsIT}'s business.
 */
class CrashTrialsTest {
  private static final int CRASHES = 1000;
  private static final int CLIPS_A_LIFE = 6;

  @TempDir private Path folder;

  @Test
  void thousandCrashesAtEveryStep_loseNothingAndDeleteNothingTwiceOrEarly() throws Exception {
    Random random = new Random(5);
    Map<Point, Integer> crashes = new EnumMap<>(Point.class);
    int total = 0;
    try (FilesClipStore store = new FilesClipStore(folder.resolve("clips"));
        SimulatedRetention retention = new SimulatedRetention(store, folder)) {
      while (total < CRASHES) {
        Point point = Point.values()[total % Point.values().length];
        retention.store(1 + random.nextInt(CLIPS_A_LIFE));
        if (retention.runUntil(point, random)) {
          crashes.merge(point, 1, Integer::sum);
        }
        total++;
      }
      retention.runToTheEnd();

      assertThat(crashes).as("each step was hit").hasSize(Point.values().length);
      assertThat(crashes.values().stream().mapToInt(Integer::intValue).sum())
          .as("crashes that happened")
          .isGreaterThan(CRASHES * 9 / 10);
      assertThat(retention.expired()).isEqualTo(retention.stored()).isGreaterThan(CRASHES);
      assertThat(retention.findings()).isEmpty();
      assertThat(store.list("")).isEmpty();
    }
  }

  @Test
  void planted_isFoundAfterCrashesToo() throws Exception {
    try (FilesClipStore store = new FilesClipStore(folder.resolve("clips"));
        SimulatedRetention retention = new SimulatedRetention(store, folder)) {
      retention.store(3);
      retention.runUntil(Point.OBJECT_DELETED, new Random(1));
      retention.runToTheEnd();
      store.put("front/2026-01-01/planted/clip.mp4", new byte[1]);
      assertThat(retention.findings()).hasSize(1);
      retention.cutLedger();
      assertThat(retention.findings())
          .anyMatch(finding -> finding.what().contains("is gone"))
          .hasSize(2);
    }
  }

  @Test
  void storeThatRefusesForWeeks_isAskedAgainUntilAllIsGone() throws Exception {
    try (FilesClipStore store = new FilesClipStore(folder.resolve("clips"));
        SimulatedRetention retention = new SimulatedRetention(store, folder)) {
      retention.store(4);
      retention.refuse("the bucket is locked");
      retention.work(Duration.ofDays(30));
      for (int hour = 0; hour < 24 * 14; hour++) {
        retention.work(Duration.ofHours(1));
      }
      assertThat(retention.expired()).isZero();
      assertThat(retention.findings())
          .as("verify names what is overdue")
          .hasSize(4)
          .allMatch(finding -> finding.kind() == Kind.OVER_RETAINED);

      retention.refuse(null);
      retention.work(Duration.ofHours(1));
      retention.work(Duration.ofHours(1));
      assertThat(retention.expired()).isEqualTo(4);
      assertThat(retention.findings()).isEmpty();
    }
  }
}
