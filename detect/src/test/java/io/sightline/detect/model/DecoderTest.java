package io.sightline.detect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DecoderTest {
  private static final int SIZE = 64;
  private static final int CAR = 2;

  private final FloatBuffer yolox = FloatBuffer.allocate((64 + 16 + 4) * YoloxDecoder.ROW);
  private final List<FloatBuffer> nanoDet =
      Stream.of(64 * 80, 16 * 80, 4 * 80, 64 * 32, 16 * 32, 4 * 32)
          .map(FloatBuffer::allocate)
          .toList();

  @Test
  void yoloxRow_isReadOnItsOwnGrid() throws DetectionException {
    // Row 64 + 6 lies on the grid of 16 pixels, in column 2 of line 1.
    putYolox(70, 0.5f, 0.25f, 0, (float) Math.log(2), 0.9f, CAR, 0.5f);
    Candidate found = only(new YoloxDecoder(SIZE).decode(List.of(yolox), 0.2f));
    assertThat(found.label()).isEqualTo(CAR);
    assertThat(found.score()).isEqualTo(0.45f);
    assertThat(found.box()).isEqualTo(new Rect(32, 4, 48, 36));
  }

  @Test
  void yoloxBelowTheMinimum_isLeftOut() throws DetectionException {
    putYolox(0, 0, 0, 0, 0, 0.9f, CAR, 0.2f);
    assertThat(new YoloxDecoder(SIZE).decode(List.of(yolox), 0.2f)).isEmpty();
  }

  @Test
  void yoloxScoreThatIsNoNumber_isRefused() {
    putYolox(3, 0, 0, 0, 0, 0.9f, CAR, Float.NaN);
    assertThatThrownBy(() -> new YoloxDecoder(SIZE).decode(List.of(yolox), 0.2f))
        .isInstanceOf(DetectionException.class)
        .hasMessageContaining("NaN: expected 0 to 1");
  }

  @Test
  void yoloxObjectnessThatIsNoNumber_isRefused() {
    putYolox(3, 0, 0, 0, 0, Float.NaN, CAR, 0.5f);
    assertThatThrownBy(() -> new YoloxDecoder(SIZE).decode(List.of(yolox), 0.2f))
        .hasMessageContaining("NaN: expected 0 to 1");
  }

  @Test
  void nanoDetCell_reachesToTheMeanOfItsDistributions() throws DetectionException {
    // Cell 5 on the grid of 16 pixels: column 1, line 1; its middle is at 16 + 7.5.
    nanoDet.get(1).put(5 * 80 + CAR, 0.75f);
    for (int edge = 0; edge < 4; edge++) {
      nanoDet.get(4).put(5 * 32 + edge * 8 + 1, 100);
    }
    Candidate found = only(new NanoDetDecoder(SIZE).decode(nanoDet, 0.2f));
    assertThat(found.label()).isEqualTo(CAR);
    assertThat(found.score()).isEqualTo(0.75f);
    assertThat(found.box()).isEqualTo(new Rect(7.5f, 7.5f, 39.5f, 39.5f));
  }

  @Test
  void nanoDetScoreThatIsNoNumber_isRefused() {
    nanoDet.get(0).put(17, Float.NaN);
    assertThatThrownBy(() -> new NanoDetDecoder(SIZE).decode(nanoDet, 0.2f))
        .isInstanceOf(DetectionException.class);
  }

  private void putYolox(
      int row, float x, float y, float w, float h, float objectness, int label, float score) {
    float[] head = {x, y, w, h, objectness};
    for (int i = 0; i < head.length; i++) {
      yolox.put(row * YoloxDecoder.ROW + i, head[i]);
    }
    yolox.put(row * YoloxDecoder.ROW + head.length + label, score);
  }

  private static Candidate only(List<Candidate> found) {
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
