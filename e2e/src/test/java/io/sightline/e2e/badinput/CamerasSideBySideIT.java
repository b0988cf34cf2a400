package io.sightline.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import io.sightline.avro.Decision;
import io.sightline.avro.Outcome;
import io.sightline.schemas.Topics;
import io.sightline.standalone.demo.DemoVideo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CamerasSideBySideIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String CAMERAS =
      """
      cameras:
        - {id: missing, source: no-such.mp4}
        - {id: letter, source: letter.mp4}
        - {id: cut, source: cut.mp4}
        - {id: good, source: scene.mp4, loop: true}
      """;

  @TempDir Path folder;

  @Test
  void camerasThatCannotBeRead_sayWhyAndTheGoodOneGoesOn() throws Exception {
    DemoVideo.write(folder.resolve("scene.mp4"));
    byte[] scene = Files.readAllBytes(folder.resolve("scene.mp4"));
    Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(scene, scene.length / 4));
    Files.writeString(folder.resolve("letter.mp4"), "Dear camera, ...");
    try (Standalone standalone = Standalone.start(folder, CAMERAS)) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(causes(standalone, "missing"))
                    .anyMatch(c -> c.contains("no-such.mp4: no such file"));
                assertThat(causes(standalone, "letter")).anyMatch(c -> c.contains("no video"));
                assertThat(causes(standalone, "cut")).anyMatch(c -> c.contains("truncated"));
              });
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(standalone.values(Topics.DECISIONS))
                      .filteredOn(decision -> decision.getCamera().equals("good"))
                      .extracting(Decision::getOutcome)
                      .contains(Outcome.ALERTED));
      assertThat(causes(standalone, "good")).isEmpty();
      assertThat(standalone.live().get("ok").asBoolean()).isTrue();
    }
  }

  private static List<String> causes(Standalone standalone, String camera) {
    return standalone.values(Topics.HEALTH).stream()
        .filter(health -> health.getCamera().equals(camera))
        .filter(health -> health.getState() == CameraState.OFFLINE)
        .map(CameraHealth::getCause)
        .toList();
  }
}
