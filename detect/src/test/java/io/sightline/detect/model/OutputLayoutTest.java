package io.sightline.detect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OutputLayoutTest {
  private static final List<long[]> PICTURE = List.of(new long[] {1, 3, 416, 416});

  @Test
  void oneRawTensor_isYolox() {
    assertThat(OutputLayout.forShapes(PICTURE, List.of(new long[] {1, 3549, 85})).name())
        .isEqualTo("yolox");
  }

  @Test
  void largerInput_isTheSameLayoutWithMoreRows() {
    OutputLayout layout =
        OutputLayout.forShapes(
            List.of(new long[] {1, 3, 640, 640}), List.of(new long[] {1, 8400, 85}));
    assertThat(layout.decoder()).isEqualTo(new YoloxDecoder(640));
  }

  @Test
  void scoresThenDistributions_isNanoDet() {
    List<long[]> outputs =
        List.of(
            new long[] {1, 2704, 80},
            new long[] {1, 676, 80},
            new long[] {1, 169, 80},
            new long[] {1, 2704, 32},
            new long[] {1, 676, 32},
            new long[] {1, 169, 32});
    assertThat(OutputLayout.forShapes(PICTURE, outputs).name()).isEqualTo("nanodet");
  }

  @Test
  void otherOutput_isRefusedWithWhatWasFoundAndExpected() {
    assertThatThrownBy(() -> OutputLayout.forShapes(PICTURE, List.of(new long[] {1, 84, 8400})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output [1, 84, 8400]")
        .hasMessageContaining("expected one input [1, 3, S, S]")
        .hasMessageContaining("[1, 3549, 85] (YOLOX)");
  }

  @Test
  void otherNumberOfLabels_isRefused() {
    assertThatThrownBy(() -> OutputLayout.forShapes(PICTURE, List.of(new long[] {1, 3549, 7})))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void inputWithoutFixedSize_isRefused() {
    assertThatThrownBy(
            () ->
                OutputLayout.forShapes(
                    List.of(new long[] {-1, 3, -1, -1}), List.of(new long[] {-1, -1, 85})))
        .hasMessageContaining("input [-1, 3, -1, -1]");
  }
}
