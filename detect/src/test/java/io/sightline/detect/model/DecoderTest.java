package io.sightline.detect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DecoderTest {
  private static final int SIZE = 64;
  private static final int CAR = 2;

  private static final int ROW = 85;

  private final Tensor yolox = tensor(64 + 16 + 4, ROW);
  private final List<Tensor> nanoDet =
      List.of(
          tensor(64, 80),
          tensor(16, 80),
          tensor(4, 80),
          tensor(64, 32),
          tensor(16, 32),
          tensor(4, 32));

  @Test
  void yoloxRow_isReadOnItsOwnGrid() throws DetectionException {
    // Row 64 + 6 lies on the grid of 16 pixels, in column 2 of line 1.
    putYolox(70, 0.5f, 0.25f, 0, (float) Math.log(2), 0.9f, CAR, 0.5f);
    Candidate found = only(new YoloxDecoder(SIZE, 80).decode(List.of(yolox), 0.2f));
    assertThat(found.label()).isEqualTo(CAR);
    assertThat(found.score()).isEqualTo(0.45f);
    assertThat(found.box()).isEqualTo(new Rect(32, 4, 48, 36));
  }

  @Test
  void yoloxBelowTheMinimum_isLeftOut() throws DetectionException {
    putYolox(0, 0, 0, 0, 0, 0.9f, CAR, 0.2f);
    assertThat(new YoloxDecoder(SIZE, 80).decode(List.of(yolox), 0.2f)).isEmpty();
  }

  @Test
  void yoloxScoreThatIsNoNumber_isRefused() {
    putYolox(3, 0, 0, 0, 0, 0.9f, CAR, Float.NaN);
    assertThatThrownBy(() -> new YoloxDecoder(SIZE, 80).decode(List.of(yolox), 0.2f))
        .isInstanceOf(DetectionException.class)
        .hasMessageContaining("NaN: expected 0 to 1");
  }

  @Test
  void yoloxObjectnessThatIsNoNumber_isRefused() {
    putYolox(3, 0, 0, 0, 0, Float.NaN, CAR, 0.5f);
    assertThatThrownBy(() -> new YoloxDecoder(SIZE, 80).decode(List.of(yolox), 0.2f))
        .hasMessageContaining("NaN: expected 0 to 1");
  }

  @Test
  void nanoDetCell_reachesToTheMeanOfItsDistributions() throws DetectionException {
    // Cell 5 on the grid of 16 pixels: column 1, line 1; its middle is at 16 + 7.5.
    nanoDet.get(1).values().put(5 * 80 + CAR, 0.75f);
    for (int edge = 0; edge < 4; edge++) {
      nanoDet.get(4).values().put(5 * 32 + edge * 8 + 1, 100);
    }
    Candidate found = only(new NanoDetDecoder(SIZE, 80).decode(nanoDet, 0.2f));
    assertThat(found.label()).isEqualTo(CAR);
    assertThat(found.score()).isEqualTo(0.75f);
    assertThat(found.box()).isEqualTo(new Rect(7.5f, 7.5f, 39.5f, 39.5f));
  }

  @Test
  void nanoDetScoreThatIsNoNumber_isRefused() {
    nanoDet.get(0).values().put(17, Float.NaN);
    assertThatThrownBy(() -> new NanoDetDecoder(SIZE, 80).decode(nanoDet, 0.2f))
        .isInstanceOf(DetectionException.class);
  }

  @Test
  void outputOfAnotherShape_isRefused() {
    assertThatThrownBy(() -> new YoloxDecoder(SIZE, 80).decode(List.of(tensor(3, ROW)), 0.2f))
        .hasMessage("the model's output has the shape [3, 85]: expected [84, 85]");
  }

  @Test
  void labelBeyondThoseThatAreNamed_isRefused() {
    OutputLayout layout = detr(List.of("hen", ""));
    assertThatThrownBy(() -> layout.read(detrOutputs(2, 0.5f, 1), 0.2f))
        .hasMessage("the model's label 2 is none: it has 2");
    assertThatThrownBy(() -> layout.read(detrOutputs(1, 0.5f, 1), 0.2f))
        .hasMessage("the model's label 1 is none: it has 2");
    assertThatThrownBy(() -> layout.read(detrOutputs(-1, 0.5f, 1), 0.2f))
        .hasMessageContaining("the model's label is -1.0");
    assertThatThrownBy(() -> layout.read(detrOutputs(0.5f, 0.5f, 1), 0.2f))
        .hasMessageContaining("expected a whole number");
  }

  @Test
  void scoreThatCannotBe_isRefused() {
    for (float score : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1.5f, -0.5f}) {
      assertThatThrownBy(() -> detr(List.of("hen")).read(detrOutputs(0, score, 1), 0.2f))
          .hasMessageContaining("expected 0 to 1");
    }
  }

  @Test
  void boxThatIsNone_isRefused() {
    for (float edge : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> detr(List.of("hen")).read(detrOutputs(0, 0.5f, edge), 0.2f))
          .hasMessageContaining("is no box: expected finite numbers");
    }
  }

  @Test
  void logitThatIsNoNumber_isRefused() {
    Tensor logits = tensor(2, 3);
    logits.values().put(1, Float.NaN);
    assertThatThrownBy(
            () -> new DetrLogitsDecoder(SIZE, 3, 0, 1).decode(List.of(logits, tensor(2, 4)), 0.9f))
        .hasMessageContaining("NaN");
  }

  @Test
  void moreObjectsThanThereIsRoomFor_areRefused() {
    List<Tensor> outputs = List.of(tensor(2, 4), tensor(2), tensor(2), tensor());
    outputs.get(3).values().put(0, 3);
    assertThatThrownBy(() -> new TensorFlowSsdDecoder(SIZE, 0, 1, 2, 3).decode(outputs, 0.2f))
        .hasMessage("the model found 3.0 objects: expected 0 to 2");
  }

  private static OutputLayout detr(List<String> labels) {
    return new OutputLayout(
        "detr", DetrDecoder.Models.stretched(SIZE), labels, new DetrDecoder(SIZE, 0, 1, 2));
  }

  private static List<Tensor> detrOutputs(float label, float score, float right) {
    List<Tensor> outputs = List.of(tensor(1), tensor(1, 4), tensor(1));
    outputs.get(0).values().put(0, label);
    outputs.get(1).values().put(2, right);
    outputs.get(2).values().put(0, score);
    return outputs;
  }

  private static Tensor tensor(Integer... shape) {
    int length = 1;
    for (int side : shape) {
      length *= side;
    }
    return Tensor.of(FloatBuffer.allocate(length), shape);
  }

  private void putYolox(
      int row, float x, float y, float w, float h, float objectness, int label, float score) {
    float[] head = {x, y, w, h, objectness};
    for (int i = 0; i < head.length; i++) {
      yolox.values().put(row * ROW + i, head[i]);
    }
    yolox.values().put(row * ROW + head.length + label, score);
  }

  private static Candidate only(List<Candidate> found) {
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
