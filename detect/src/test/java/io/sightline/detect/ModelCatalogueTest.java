package io.sightline.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.detect.onnx.OnnxModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelCatalogueTest {
  private final ModelCatalogue catalogue = ModelCatalogue.load();

  @Test
  void everyEntry_isComplete() {
    assertThat(catalogue.models())
        .isNotEmpty()
        .allSatisfy(
            entry -> {
              assertThat(entry.source().getScheme()).isEqualTo("https");
              if (entry.sha256() != null) {
                assertThat(entry.sha256()).matches("[0-9a-f]{64}");
                assertThat(entry.bytes()).isPositive();
              }
              if (entry.tried() != null) {
                assertThat(entry.tried()).matches("[0-9a-f]{64}");
              }
              assertThat(entry.licence()).isNotBlank();
            });
  }

  @Test
  void unknownDigest_isNoEntry() {
    assertThat(catalogue.byDigest("0".repeat(64))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yolox_nano", "nanodet_m"})
  void knownFile_isFoundByDigestWithItsLayout(String name) {
    try (OnnxModel model =
        OnnxModel.open(Footage.asset("models/" + name + ".onnx"), Evaluation.REPORTING)) {
      ModelCatalogue.Entry entry = catalogue.byDigest(model.digest()).orElseThrow();
      assertThat(entry.name()).isEqualTo(model.name());
      assertThat(entry.layout()).isEqualTo(model.layout().name());
      assertThat(entry.input()).isEqualTo(model.layout().input().size());
    }
  }
}
