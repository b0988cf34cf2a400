package io.sightline.e2e.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.avro.Outcome;
import io.sightline.e2e.badinput.Standalone;
import io.sightline.e2e.command.Finished;
import io.sightline.schemas.Topics;
import io.sightline.standalone.demo.DemoVideo;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain} beside a system that runs. */
class ExplainIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void alertSilenceAndNonsense_areToldAsTheyAre() throws Exception {
    DemoVideo.write(folder.resolve("scene.mp4"));
    String cameras = "cameras:\n  - {id: hall, source: scene.mp4, loop: true}\n";
    try (Standalone standalone = Standalone.start(folder, cameras)) {
      await().atMost(PATIENCE).until(() -> decided(standalone, Outcome.SUPPRESSED) != null);
      Alert alert = standalone.values(Topics.ALERTS).get(0);
      Finished told = explain(alert.getAlertId(), "--picture", "seen.jpg");
      assertThat(told.code()).as(told.log()).isZero();
      assertThat(told.out()).contains("person", "default-person", "seen.jpg");
      assertThat(ImageIO.read(folder.resolve("seen.jpg").toFile())).isNotNull();

      Decision silence = decided(standalone, Outcome.SUPPRESSED);
      Finished quiet = explain(silence.getActivityId(), "--json");
      JsonNode account = new ObjectMapper().readTree(quiet.out());
      assertThat(account.get("id").asText()).isEqualTo(silence.getActivityId());
      assertThat(account.get("kind").asText()).isEqualTo("activity");

      Finished unknown = explain("hall-a00000000000");
      assertThat(unknown.code()).isEqualTo(2);
      assertThat(unknown.log()).contains("hall-a00000000000").doesNotContain("\tat ");
    }
  }

  private Finished explain(String id, String... more) throws Exception {
    String[] arguments = new String[4 + more.length];
    System.arraycopy(new String[] {"explain", id, "-c", "sightline.yaml"}, 0, arguments, 0, 4);
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Finished.run(folder, arguments);
  }

  private static Decision decided(Standalone standalone, Outcome outcome) {
    return standalone.values(Topics.DECISIONS).stream()
        .filter(decision -> decision.getOutcome() == outcome)
        .findFirst()
        .orElse(null);
  }
}
