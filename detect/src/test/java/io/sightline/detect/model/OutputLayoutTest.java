package io.sightline.detect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.detect.model.TensorSpec.Element;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutputLayoutTest {
  @Test
  void oneRawTensor_isYolox() {
    assertThat(of(416, shape(1, 3549, 85)).name()).isEqualTo("yolox");
  }

  @Test
  void largerInput_isTheSameLayoutWithMoreRows() {
    assertThat(of(640, shape(1, 8400, 85)).decoder()).isEqualTo(new YoloxDecoder(640, 80));
  }

  @Test
  void columnsInPlaceOfRows_isYoloV8() {
    assertThat(of(640, shape(1, 84, 8400)).decoder()).isEqualTo(new YoloV8Decoder(640, 80));
  }

  @Test
  void lengthsLeftOpen_areTakenFromTheInput() {
    assertThat(of(640, shape(-1, 84, -1)).name()).isEqualTo("yolov8");
    assertThat(of(640, shape(-1, -1, 85)).name()).isEqualTo("yolox");
  }

  @Test
  void scoresThenDistributions_isNanoDet() {
    OutputLayout layout =
        of(
            416,
            shape(1, 2704, 80),
            shape(1, 676, 80),
            shape(1, 169, 80),
            shape(1, 2704, 32),
            shape(1, 676, 32),
            shape(1, 169, 32));
    assertThat(layout.name()).isEqualTo("nanodet");
  }

  @Test
  void inputWithoutFixedSize_isTakenFromTheMetadataOrRefused() {
    TensorSpec open = new TensorSpec("images", Element.FLOAT, shape(-1, 3, -1, -1));
    TensorSpec output = new TensorSpec("output0", Element.FLOAT, shape(-1, 84, -1));
    Signature told =
        new Signature(List.of(open), List.of(output), Map.of("imgsz", "[640, 640]"), List.of());
    assertThat(OutputLayout.of(told).input().size()).isEqualTo(640);
    Signature silent = new Signature(List.of(open), List.of(output), Map.of(), List.of());
    assertThatThrownBy(() -> OutputLayout.of(silent))
        .hasMessageContaining("input images [-1, 3, -1, -1]");
  }

  @Test
  void otherOutput_isRefusedWithWhatWasFoundAndExpected() {
    assertThatThrownBy(() -> of(416, shape(1, 1000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output out0 [1, 1000]")
        .hasMessageContaining("YOLOX: input [N, 3, S, S], output [N, A, 5 + L]")
        .hasMessageContaining("SSD of TensorFlow");
  }

  @Test
  void otherNumberOfLabels_isRefused() {
    assertThatThrownBy(() -> of(416, shape(1, 3549, 7)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tells 2 labels apart and 0 are named");
  }

  @Test
  void inputOfBytesWhereFloatsAreMeant_isRefused() {
    TensorSpec bytes = new TensorSpec("images", Element.BYTE, shape(1, 3, 416, 416));
    TensorSpec output = new TensorSpec("output", Element.FLOAT, shape(1, 3549, 85));
    assertThatThrownBy(
            () ->
                OutputLayout.of(
                    new Signature(List.of(bytes), List.of(output), Map.of(), List.of())))
        .hasMessageContaining("images [1, 3, 416, 416] BYTE");
  }

  @Test
  void cocosNumbersOfCategories_leaveOutTheUnused() {
    assertThat(CocoLabels.CATEGORIES).hasSize(91);
    assertThat(CocoLabels.CATEGORIES.get(1)).isEqualTo("person");
    assertThat(CocoLabels.CATEGORIES.get(12)).isEmpty();
    assertThat(CocoLabels.CATEGORIES.get(17)).isEqualTo("cat");
    assertThat(CocoLabels.CATEGORIES.get(63)).isEqualTo("couch");
    assertThat(CocoLabels.CATEGORIES.get(90)).isEqualTo("toothbrush");
  }

  @Test
  void namesInMetadata_areReadInOrderOrNotAtAll() {
    assertThat(Signature.named("{0: 'hen', 1: 'fox'}")).containsExactly("hen", "fox");
    assertThat(Signature.named("{1: 'hen', 2: 'fox'}")).isEmpty();
    assertThat(Signature.named("hen, fox")).isEmpty();
  }

  @SafeVarargs
  private static OutputLayout of(int side, List<Long>... outputs) {
    List<TensorSpec> specs = new ArrayList<>();
    for (List<Long> output : outputs) {
      specs.add(new TensorSpec("out" + specs.size(), Element.FLOAT, output));
    }
    TensorSpec picture = new TensorSpec("images", Element.FLOAT, shape(1, 3, side, side));
    return OutputLayout.of(new Signature(List.of(picture), specs, Map.of(), List.of()));
  }

  private static List<Long> shape(long... lengths) {
    return Arrays.stream(lengths).boxed().toList();
  }
}
