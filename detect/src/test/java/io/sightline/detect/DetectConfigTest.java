package io.sightline.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.runtime.ConfigException;
import io.sightline.runtime.ConfigLoader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DetectConfigTest {
  @Test
  void nothingGiven_isTheDefaults() {
    assertThat(DetectConfig.defaults())
        .isEqualTo(new DetectConfig(null, 2, 0.2, 100, 0.45, 16 << 20));
  }

  @Test
  void everyKey_isRead() throws ConfigException {
    String yaml =
        """
        model: models/nano.onnx
        threads: 3
        min_score: 0.3
        max_objects: 50
        max_overlap: 0.6
        max_frame_bytes: 1000000
        """;
    assertThat(ConfigLoader.parse("test", yaml, DetectConfig.class, Map.of()))
        .isEqualTo(new DetectConfig(Path.of("models/nano.onnx"), 3, 0.3, 50, 0.6, 1_000_000));
  }

  @Test
  void badValues_areRefusedWithValueAndExpectation() {
    assertThatThrownBy(() -> new DetectConfig(null, 0, null, null, null, null))
        .hasMessage("threads 0: expected 1 to 64");
    assertThatThrownBy(() -> new DetectConfig(null, 1, 1.5, null, null, null))
        .hasMessage("min_score 1.5: expected 0.01 to below 1");
    assertThatThrownBy(() -> new DetectConfig(null, 1, null, 0, null, null))
        .hasMessage("max_objects 0: expected 1 to 1000");
    assertThatThrownBy(() -> new DetectConfig(null, 1, null, null, Double.NaN, null))
        .hasMessage("max_overlap NaN: expected 0 to 1");
  }
}
