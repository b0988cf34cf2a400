package io.sightline.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is seen to fail: classes that break it on purpose are found. */
class PlantedViolationsTest {
  private static final String ROOT = PlantedViolationsTest.class.getPackageName() + ".planted";
  private static final Map<String, ArchRule> RULES = new Rules(ROOT).all();
  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);

  /** Rule, and the planted classes that it must name. */
  private static final Map<String, List<String>> EXPECTED =
      Map.ofEntries(
          Map.entry("schemas uses", List.of("schemas.Planted")),
          Map.entry("runtime uses", List.of("runtime.Planted")),
          Map.entry("clipstore uses", List.of("clipstore.Planted")),
          Map.entry("keys uses", List.of("keys.Planted")),
          Map.entry("ingest uses", List.of("ingest.Planted")),
          Map.entry("detect uses", List.of("detect.Planted$UsesIngest")),
          Map.entry("alerting uses", List.of("alerting.Planted")),
          Map.entry("retention uses", List.of("retention.Planted")),
          Map.entry("console uses", List.of("console.Planted")),
          Map.entry("export uses", List.of("export.Planted")),
          Map.entry("ffmpeg", List.of("console.Planted$TouchesFfmpeg")),
          Map.entry("onnx", List.of("console.Planted$TouchesOnnx", "detect.model.Planted")),
          Map.entry("tensorflow lite", List.of("console.Planted$TouchesTensorFlowLite")),
          Map.entry("opencv", List.of("console.Planted$TouchesOpenCv")),
          Map.entry("tink", List.of("keys.Planted$TouchesTink")),
          Map.entry("s3", List.of("clipstore.Planted$TouchesS3")),
          Map.entry("parquet", List.of("console.Planted$TouchesParquet")),
          Map.entry("iceberg", List.of("console.Planted$TouchesIceberg")),
          Map.entry("clipstore without kafka", List.of("clipstore.Planted$TouchesKafka")),
          Map.entry(
              "pure cores",
              List.of(
                  "ingest.motion.Planted",
                  "ingest.sound.Planted",
                  "detect.model.Planted",
                  "alerting.core.Planted",
                  "retention.RetentionPolicy")),
          Map.entry("topics", List.of("alerting.Planted$NamesATopic")),
          Map.entry("no framework", List.of("ingest.Planted$Camera")),
          Map.entry("names", List.of("detect.Planted$ImageUtils")),
          Map.entry(
              "wall clock",
              List.of(
                  "detect.Planted$ReadsTimeOfDay",
                  "detect.Planted$PassesTimeOfDay",
                  "alerting.core.Planted")),
          Map.entry("exit", List.of("detect.Planted$EndsTheProcess")));

  static Stream<String> rules() {
    return RULES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void plantedViolation_isFound(String rule) {
    EvaluationResult result = RULES.get(rule).evaluate(PLANTED);

    assertThat(result.hasViolation()).isTrue();
    for (String planted : EXPECTED.get(rule)) {
      assertThat(result.getFailureReport().toString()).contains("<" + ROOT + "." + planted);
    }
  }

  @Test
  void everyRule_hasItsPlantedViolation() {
    assertThat(EXPECTED.keySet()).isEqualTo(RULES.keySet());
  }
}
