package io.sightline.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.runtime.ConfigException;
import io.sightline.runtime.ConfigLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DetectConfigTest {
  private static final DetectConfig DEFAULTS =
      new DetectConfig(
          null,
          List.of(),
          Path.of("data/models"),
          List.of("CPUExecutionProvider"),
          2,
          1,
          0.2,
          100,
          0.45,
          16 << 20,
          4,
          Duration.ofSeconds(10),
          8);

  @Test
  void nothingGiven_isTheDefaults() {
    assertThat(DetectConfig.defaults()).isEqualTo(DEFAULTS);
    assertThat(DEFAULTS.chosen()).isEmpty();
  }

  @Test
  void everyKey_isRead() throws ConfigException {
    String yaml =
        """
        models: [models/nano.onnx, nanodet_m]
        model_folder: models
        providers: [CUDAExecutionProvider, CPUExecutionProvider]
        threads: 3
        batch: 8
        min_score: 0.3
        max_objects: 50
        max_overlap: 0.6
        max_frame_bytes: 1000000
        looks_per_frame: 6
        crops_for: 20s
        crops_every: 16
        """;
    DetectConfig read = parse(yaml);
    assertThat(read)
        .isEqualTo(
            new DetectConfig(
                null,
                List.of("models/nano.onnx", "nanodet_m"),
                Path.of("models"),
                List.of("CUDAExecutionProvider", "CPUExecutionProvider"),
                3,
                8,
                0.3,
                50,
                0.6,
                1_000_000,
                6,
                Duration.ofSeconds(20),
                16));
    assertThat(parse("model: yolox_nano").chosen()).containsExactly("yolox_nano");
  }

  @Test
  void otherModel_takesThePlaceOfAll() throws ConfigException {
    DetectConfig config = parse("{models: [a, b], threads: 3}").withModel(Path.of("c.onnx"));
    assertThat(config.chosen()).containsExactly("c.onnx");
    assertThat(config.threads()).isEqualTo(3);
    assertThat(config.withModel(null).chosen()).isEmpty();
  }

  @Test
  void badValues_areRefusedWithValueAndExpectation() {
    assertRefused("threads: 0", "threads 0: expected 1 to 64");
    assertRefused("batch: 65", "batch 65: expected 1 to 64");
    assertRefused("min_score: 1.5", "min_score 1.5: expected 0.01 to below 1");
    assertRefused("max_objects: 0", "max_objects 0: expected 1 to 1000");
    assertRefused("max_overlap: 2", "max_overlap 2.0: expected 0 to 1");
    assertRefused("looks_per_frame: 0", "looks_per_frame 0: expected 1 to 64");
    assertRefused("crops_for: 2h", "crops_for PT2H: expected 0s to 1h");
    assertRefused("crops_every: 0", "crops_every 0: expected 1 to 1000");
    assertRefused("{model: a, models: [b]}", "model a and models [b]: expected one of the two");
    assertRefused("models: [a, a]", "models [a, a]: expected at most 8, all different");
  }

  @Test
  void nameInTheCatalogueThatWasNeverPulled_saysHowToGetIt() {
    assertThatThrownBy(() -> Models.file("yolox_nano", Path.of("nowhere")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "model yolox_nano is not at nowhere/yolox_nano.onnx: expected it there; fetch it with:"
                + " sightline models pull yolox_nano");
    assertThat(Models.file("other.onnx", Path.of("nowhere"))).isEqualTo(Path.of("other.onnx"));
  }

  private static DetectConfig parse(String yaml) throws ConfigException {
    return ConfigLoader.parse("test", yaml, DetectConfig.class, Map.of());
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> parse(yaml)).hasMessageContaining(message);
  }
}
