package io.sightline.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Alert;
import io.sightline.avro.Camera;
import io.sightline.avro.Decision;
import io.sightline.avro.Outcome;
import io.sightline.avro.Point;
import io.sightline.avro.Reason;
import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.avro.Severity;
import io.sightline.avro.Zone;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.schemas.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules through all processors: who stands where the scripted camera shows somebody. */
class RulesPipelineTest {
  private static final Instant DUSK = Instant.parse("2026-11-22T16:00:00Z");

  @TempDir Path folder;

  private static Camera camera(Rule... rules) {
    return Camera.newBuilder()
        .setCamera(ScriptedCamera.ID)
        .setZones(
            List.of(
                zone("here", 0.4f, 0.6f, 0.6f, 0.6f, 0.6f, 1f, 0.4f, 1f),
                zone("elsewhere", 0f, 0f, 0.3f, 0f, 0.3f, 1f)))
        .setRules(List.of(rules))
        .build();
  }

  private static Zone zone(String id, Float... numbers) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < numbers.length; i += 2) {
      points.add(new Point(numbers[i], numbers[i + 1]));
    }
    return new Zone(id, points);
  }

  private static Rule rule(String id, String zone) {
    return Rule.newBuilder()
        .setRuleId(id)
        .setVersion(1)
        .setSubjects(List.of("person"))
        .setAction(RuleAction.ALERT)
        .setZones(List.of(zone))
        .setChannels(List.of("pager"))
        .build();
  }

  @Test
  void personWhileAway_isAnIntruderAndAPetIsAPet() throws Exception {
    try (FilesClipStore store = new FilesClipStore(folder.resolve("clips"));
        Pump pump = PipelineTest.pipeline(folder.resolve("state"), store, camera())) {
      ScriptedCamera camera =
          new ScriptedCamera(store, pump::publish, pump::now, DUSK).mode("away");
      camera.activity("cat 0.8", 3);
      camera.quiet(10);
      camera.activity("person 0.9", 4);
      camera.end();

      List<Decision> decisions = pump.values(Topics.DECISIONS);
      assertThat(decisions.get(0).getEvidence().getRule()).isEqualTo("default-pet");
      assertThat(decisions.get(1).getEvidence().getRule()).isEqualTo("default-intruder");
      assertThat(decisions.get(1).getMadeWith().getMode()).isEqualTo("away");
      assertThat(pump.values(Topics.ALERTS))
          .isNotEmpty()
          .allMatch(alert -> alert.getSeverity() == Severity.CRITICAL)
          .allMatch(alert -> alert.getMode().equals("away"));
    }
  }

  @Test
  void zone_decidesAndSilenceKeepsItsPicture() throws Exception {
    Camera camera = camera(rule("far", "elsewhere"));
    try (FilesClipStore store = new FilesClipStore(folder.resolve("clips"));
        Pump pump = PipelineTest.pipeline(folder.resolve("state"), store, camera)) {
      ScriptedCamera hall = new ScriptedCamera(store, pump::publish, pump::now, DUSK);
      hall.activity("person 0.9", 4);
      hall.end();

      Decision silence = pump.values(Topics.DECISIONS).get(0);
      assertThat(silence.getOutcome()).isEqualTo(Outcome.SUPPRESSED);
      assertThat(silence.getReason()).isEqualTo(Reason.RULE);
      assertThat(silence.getEvidence().getUnmet()).containsExactly("far: zone elsewhere");
      assertThat(silence.getEvidence().getZones()).containsExactly("here");
      assertThat(store.list("").stream().map(StoredObject::key))
          .contains(silence.getEvidence().getPicture())
          .filteredOn(key -> key.contains("/frames/"))
          .hasSize(1);
    }
  }

  @Test
  void ruleThatHolds_namesVersionZonesAndChannels() throws Exception {
    Camera camera = camera(rule("near", "here"));
    try (FilesClipStore store = new FilesClipStore(folder.resolve("clips"));
        Pump pump = PipelineTest.pipeline(folder.resolve("state"), store, camera)) {
      ScriptedCamera hall = new ScriptedCamera(store, pump::publish, pump::now, DUSK);
      hall.activity("person 0.9", 4);
      hall.end();

      List<Alert> alerts = pump.values(Topics.ALERTS);
      Alert last = alerts.get(alerts.size() - 1);
      assertThat(last.getRule()).isEqualTo("near");
      assertThat(last.getRuleVersion()).isEqualTo(1);
      assertThat(last.getZones()).containsExactly("here");
      assertThat(last.getChannels()).containsExactly("pager");
    }
  }
}
