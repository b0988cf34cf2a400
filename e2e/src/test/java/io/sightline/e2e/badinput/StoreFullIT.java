package io.sightline.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import io.sightline.avro.Decision;
import io.sightline.e2e.disk.SmallDisk;
import io.sightline.schemas.Topics;
import io.sightline.standalone.demo.DemoVideo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clips lie on a real file system of two megabytes; it takes root to mount one. */
class StoreFullIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir Path folder;
  private SmallDisk small;

  @BeforeEach
  void mount() throws Exception {
    small = SmallDisk.mount(folder.resolve("small"), 2);
  }

  @AfterEach
  void unmount() throws Exception {
    if (small != null) {
      small.close();
    }
  }

  @Test
  void clipStoreIsFull_theCameraGoesOnAndEveryActivityHasItsDecision() throws Exception {
    DemoVideo.write(folder.resolve("scene.mp4"));
    String cameras =
        """
        store: {path: small}
        ingest: {min_free_mib: 0}
        retention: {pressure: {low_free_mib: 0}}
        cameras:
          - {id: hall, source: scene.mp4, loop: true}
        """;
    try (Standalone standalone = Standalone.start(folder, cameras)) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(problems(standalone)).anyMatch(c -> c.contains("store is full")));
      await().atMost(PATIENCE).until(() -> ended(standalone).size() >= 2);

      List<String> ended = ended(standalone);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(decided(standalone)).containsAll(ended));
      assertThat(decided(standalone)).doesNotHaveDuplicates();
      assertThat(standalone.live().get("ok").asBoolean()).isTrue();
      assertThat(standalone.values(Topics.HEALTH))
          .extracting(CameraHealth::getState)
          .doesNotContain(CameraState.OFFLINE);
      assertThat(Files.readString(standalone.log())).doesNotContain("\tat ");
    }
  }

  /** Of a camera that is online all the same. */
  private static List<String> problems(Standalone standalone) {
    return standalone.values(Topics.HEALTH).stream()
        .filter(health -> health.getState() == CameraState.ONLINE && health.getCause() != null)
        .map(CameraHealth::getCause)
        .toList();
  }

  private static List<String> ended(Standalone standalone) {
    return standalone.values(Topics.ACTIVITY).stream()
        .filter(activity -> activity.getState() == ActivityState.ENDED)
        .map(Activity::getActivityId)
        .toList();
  }

  private static List<String> decided(Standalone standalone) {
    return standalone.values(Topics.DECISIONS).stream().map(Decision::getActivityId).toList();
  }
}
