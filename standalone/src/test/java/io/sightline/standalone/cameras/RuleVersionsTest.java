package io.sightline.standalone.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Camera;
import io.sightline.avro.Rule;
import io.sightline.runtime.ConfigException;
import io.sightline.runtime.ConfigLoader;
import io.sightline.standalone.config.SightlineConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleVersionsTest {
  private static final String PORCH = "{id: porch, points: [[0, 0], [1, 0], [1, 1]]}";
  private static final String LARGER = "{id: porch, points: [[0, 0], [1, 0], [1, 1], [0, 1]]}";
  private static final String DOOR = "{id: door, action: alert, zones: [porch]}";
  private static final String CATS = "{id: cats, labels: [cat], action: suppress}";

  private final List<Camera> published = new ArrayList<>();

  private List<String> apply(String zone, String... rules) throws ConfigException {
    String yaml =
        "cameras: [{id: yard, source: a, zones: [%s], rules: [%s]}]"
            .formatted(zone, String.join(", ", rules));
    List<CameraChange> changes =
        CameraVersions.toPublish(
            published,
            ConfigLoader.parse("test", yaml, SightlineConfig.class, Map.of()).cameras(),
            "home",
            Instant.EPOCH);
    changes.forEach(change -> published.add(change.now()));
    return changes.stream().flatMap(change -> change.lines().stream()).toList();
  }

  private List<Integer> versions() {
    return published.get(published.size() - 1).getRules().stream().map(Rule::getVersion).toList();
  }

  @Test
  void newCamera_itsRulesAreOfTheFirstVersion() throws Exception {
    assertThat(apply(PORCH, DOOR, CATS)).containsExactly("yard: new, version 1");
    assertThat(versions()).containsExactly(1, 1);
    assertThat(apply(PORCH, DOOR, CATS)).isEmpty();
  }

  @Test
  void changedRule_getsTheVersionAndTheOthersKeepTheirs() throws Exception {
    apply(PORCH, DOOR, CATS);

    assertThat(apply(PORCH, DOOR.replace("alert", "alert, severity: critical"), CATS))
        .containsExactly("yard: changed, version 2", "  rule door: changed");
    assertThat(versions()).containsExactly(2, 1);
    assertThat(apply(PORCH, CATS, "{id: dogs, labels: [dog], action: alert}"))
        .containsExactly(
            "yard: changed, version 3",
            "  rule dogs: new",
            "  rule door: gone",
            "  rules: now in the order cats, dogs");
    assertThat(versions()).containsExactly(1, 3);
  }

  @Test
  void zoneDrawnAnew_changesTheRulesThatNameIt() throws Exception {
    apply(PORCH, DOOR, CATS);

    assertThat(apply(LARGER, DOOR, CATS))
        .containsExactly(
            "yard: changed, version 2", "  rule door: changed", "  zone porch: changed");
    assertThat(versions()).containsExactly(2, 1);
  }

  @Test
  void withdrawnAndBack_rulesKeepTheirVersions() throws Exception {
    apply(PORCH, DOOR, CATS);
    published.add(Camera.newBuilder(published.get(0)).setVersion(2).setPresent(false).build());

    assertThat(apply(PORCH, DOOR, CATS)).containsExactly("yard: changed, version 3");
    assertThat(versions()).containsExactly(1, 1);
  }
}
