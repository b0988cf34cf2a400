package io.sightline.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.avro.Camera;
import io.sightline.avro.MaskPoint;
import io.sightline.runtime.ConfigException;
import io.sightline.runtime.ConfigLoader;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskConfigTest {
  private static Camera camera(String mask) throws ConfigException {
    String yaml = "cameras:\n  - id: yard\n    source: a.mp4\n    masks:\n      - " + mask + "\n";
    return ConfigLoader.parse("test", yaml, SightlineConfig.class, Map.of())
        .cameras()
        .get(0)
        .toRecord("home", 1, Instant.EPOCH);
  }

  @Test
  void mask_reachesTheRecord() throws Exception {
    Camera camera = camera("{name: wall, points: [[0, 0.25], [1, 0.25], [1, 1]], burnt_in: true}");

    assertThat(camera.getMasks()).hasSize(1);
    assertThat(camera.getMasks().get(0).getBurntIn()).isTrue();
    assertThat(camera.getMasks().get(0).getPoints())
        .containsExactly(new MaskPoint(0f, 0.25f), new MaskPoint(1f, 0.25f), new MaskPoint(1f, 1f));
    assertThat(camera("{name: w, points: [[0, 0], [1, 0], [1, 1]]}").getMasks().get(0).getBurntIn())
        .isFalse();
  }

  @Test
  void maskThatIsNone_isRefusedWithWhatWasExpected() {
    assertThatThrownBy(() -> camera("{name: w, points: [[0, 0], [1, 1]]}"))
        .hasMessageContaining("2 of them, expected 3 to 100");
    assertThatThrownBy(() -> camera("{name: w, points: [[0, 0], [1, 0], [1, 40]]}"))
        .hasMessageContaining("[1.0, 40.0]")
        .hasMessageContaining("fractions of the frame");
    assertThatThrownBy(() -> camera("{name: w, points: [[0, 0], [1, 0], [1]]}"))
        .hasMessageContaining("[x, y]");
    assertThatThrownBy(() -> camera("{points: [[0, 0], [1, 0], [1, 1]]}"))
        .hasMessageContaining("name: missing");
    assertThatThrownBy(() -> camera("{name: w, points: [[0, 0], [1, 0], [1, 1]], burnt: true}"))
        .hasMessageContaining("burnt_in");
  }
}
