package io.sightline.detect.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sightline.detect.Pictures;
import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.Letterbox;
import io.sightline.detect.model.Letterbox.Placement;
import io.sightline.detect.model.Normalisation;
import io.sightline.detect.model.OutputLayout;
import io.sightline.detect.model.YoloxDecoder;
import java.awt.Color;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class TensorInputTest {
  private static final int SIZE = 64;
  private static final Color ORANGE = new Color(240, 120, 30);

  private static OutputLayout layout(Normalisation normalisation) {
    return new OutputLayout(
        "test", SIZE, Placement.TOP_LEFT, 114, normalisation, new YoloxDecoder(SIZE));
  }

  @Test
  void wideFrame_liesAtTheTopInBlueGreenRedWithPaddingBelow() throws DetectionException {
    try (TensorInput input = new TensorInput(layout(Normalisation.NONE))) {
      Letterbox letterbox = input.fill(Pictures.plain(128, 64, ORANGE));
      assertThat(letterbox).isEqualTo(new Letterbox(SIZE, 64, 32, 0, 0));
      assertThat(at(input, 0, 10, 10)).isCloseTo(30, within(4f));
      assertThat(at(input, 1, 10, 10)).isCloseTo(120, within(4f));
      assertThat(at(input, 2, 10, 10)).isCloseTo(240, within(4f));
      assertThat(at(input, 2, 10, 40)).isEqualTo(114);
    }
  }

  @Test
  void frameOfAnotherShapeAfterwards_leavesNothingOfTheFirst() throws DetectionException {
    try (TensorInput input = new TensorInput(layout(Normalisation.NONE))) {
      input.fill(Pictures.plain(128, 64, ORANGE));
      input.fill(Pictures.plain(64, 128, ORANGE));
      assertThat(at(input, 0, 10, 60)).isCloseTo(30, within(4f));
      assertThat(at(input, 0, 40, 10)).isEqualTo(114);
    }
  }

  @Test
  void normalised_isMeanZeroAndDeviationOne() throws DetectionException {
    try (TensorInput input = new TensorInput(layout(Normalisation.IMAGENET))) {
      input.fill(Pictures.plain(64, 64, new Color(124, 116, 104)));
      for (int channel = 0; channel < 3; channel++) {
        assertThat(at(input, channel, 5, 5)).isCloseTo(0, within(0.06f));
      }
    }
  }

  @Test
  void badPictures_areRefusedWithWhatIsWrong() {
    byte[] whole = Pictures.plain(64, 64, ORANGE);
    byte[] garbled = whole.clone();
    Arrays.fill(garbled, 2, garbled.length - 2, (byte) 7);
    try (TensorInput input = new TensorInput(layout(Normalisation.NONE))) {
      assertRefused(input, new byte[0], "picture of 0 bytes is no JPEG");
      assertRefused(input, "no picture at all".getBytes(), "expected it to begin with FF D8");
      assertRefused(input, Arrays.copyOf(whole, whole.length / 2), "is cut off");
      assertRefused(input, garbled, "is no readable JPEG");
    }
  }

  private static void assertRefused(TensorInput input, byte[] jpeg, String message) {
    assertThatThrownBy(() -> input.fill(jpeg))
        .isInstanceOf(DetectionException.class)
        .hasMessageContaining(message);
  }

  private static float at(TensorInput input, int channel, int x, int y) {
    FloatBuffer buffer = input.buffer();
    return buffer.get((channel * SIZE + y) * SIZE + x);
  }
}
