package io.sightline.detect.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sightline.detect.Pictures;
import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.InputForm;
import io.sightline.detect.model.InputForm.Colours;
import io.sightline.detect.model.InputForm.Packing;
import io.sightline.detect.model.Letterbox;
import io.sightline.detect.model.Letterbox.Placement;
import io.sightline.detect.model.Normalisation;
import java.awt.Color;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class TensorInputTest {
  private static final int SIZE = 64;
  private static final Color ORANGE = new Color(240, 120, 30);

  private static InputForm form(Normalisation normalisation) {
    return new InputForm(SIZE, Placement.TOP_LEFT, 114, Colours.BGR, normalisation, Packing.PLANES);
  }

  @Test
  void wideFrame_liesAtTheTopInBlueGreenRedWithPaddingBelow() throws DetectionException {
    try (TensorInput input = new TensorInput(form(Normalisation.NONE), 2)) {
      Letterbox letterbox = input.fill(0, Pictures.plain(128, 64, ORANGE));
      assertThat(letterbox).isEqualTo(new Letterbox(SIZE, 64, 32, 0, 0));
      assertThat(at(input, 0, 10, 10)).isCloseTo(30, within(4f));
      assertThat(at(input, 1, 10, 10)).isCloseTo(120, within(4f));
      assertThat(at(input, 2, 10, 10)).isCloseTo(240, within(4f));
      assertThat(at(input, 2, 10, 40)).isEqualTo(114);
    }
  }

  @Test
  void frameOfAnotherShapeAfterwards_leavesNothingOfTheFirst() throws DetectionException {
    try (TensorInput input = new TensorInput(form(Normalisation.NONE), 2)) {
      input.fill(0, Pictures.plain(128, 64, ORANGE));
      input.fill(0, Pictures.plain(64, 128, ORANGE));
      assertThat(at(input, 0, 10, 60)).isCloseTo(30, within(4f));
      assertThat(at(input, 0, 40, 10)).isEqualTo(114);
    }
  }

  @Test
  void normalised_isMeanZeroAndDeviationOne() throws DetectionException {
    try (TensorInput input = new TensorInput(form(Normalisation.IMAGENET), 2)) {
      input.fill(0, Pictures.plain(64, 64, new Color(124, 116, 104)));
      for (int channel = 0; channel < 3; channel++) {
        assertThat(at(input, channel, 5, 5)).isCloseTo(0, within(0.06f));
      }
    }
  }

  @Test
  void secondPictureInRedGreenBlue_liesBehindTheFirst() throws DetectionException {
    InputForm form =
        new InputForm(SIZE, Placement.STRETCH, 0, Colours.RGB, Normalisation.UNIT, Packing.PLANES);
    try (TensorInput input = new TensorInput(form, 2)) {
      input.fill(1, Pictures.plain(128, 64, ORANGE));
      assertThat(at(input, 0, 10, 10)).isZero();
      assertThat(at(input, 3, 10, 60)).isCloseTo(240 / 255f, within(0.02f));
      assertThat(at(input, 5, 10, 60)).isCloseTo(30 / 255f, within(0.02f));
    }
  }

  @Test
  void bytesPixelByPixel_areInTheOrderOfTheColours() throws DetectionException {
    InputForm form =
        new InputForm(SIZE, Placement.STRETCH, 0, Colours.RGB, Normalisation.NONE, Packing.PIXELS);
    try (TensorInput input = new TensorInput(form, 1)) {
      input.fill(0, Pictures.plain(128, 64, ORANGE));
      assertThat(input.buffer().capacity()).isEqualTo(3 * SIZE * SIZE);
      assertThat(input.buffer().get(300) & 0xFF).isBetween(236, 244);
      assertThat(input.buffer().get(302) & 0xFF).isBetween(26, 34);
    }
  }

  @Test
  void pictureThatClaimsToBeHuge_isRefusedBeforeItIsDecoded() {
    byte[] huge = Pictures.plain(64, 64, ORANGE);
    int frame = 0;
    while (huge[frame] != (byte) 0xFF || huge[frame + 1] != (byte) 0xC0) {
      frame++;
    }
    huge[frame + 5] = huge[frame + 7] = (byte) (20_000 >> 8);
    huge[frame + 6] = huge[frame + 8] = (byte) 20_000;
    try (TensorInput input = new TensorInput(form(Normalisation.NONE), 1)) {
      assertRefused(input, huge, "picture of 20000x20000 pixels: expected at most 8192x8192");
    }
  }

  @Test
  void picturesOfOtherFormats_areRefused() {
    try (TensorInput input = new TensorInput(form(Normalisation.NONE), 1)) {
      for (String format : new String[] {"png", "gif", "bmp"}) {
        assertRefused(input, Pictures.encoded(format), "expected it to begin with FF D8");
      }
    }
  }

  @Test
  void badPictures_areRefusedWithWhatIsWrong() {
    byte[] whole = Pictures.plain(64, 64, ORANGE);
    byte[] garbled = whole.clone();
    Arrays.fill(garbled, 2, garbled.length - 2, (byte) 7);
    try (TensorInput input = new TensorInput(form(Normalisation.NONE), 2)) {
      assertRefused(input, new byte[0], "picture of 0 bytes is no JPEG");
      assertRefused(input, "no picture at all".getBytes(), "expected it to begin with FF D8");
      assertRefused(input, Arrays.copyOf(whole, whole.length / 2), "is cut off");
      assertRefused(input, garbled, "is no readable JPEG");
    }
  }

  private static void assertRefused(TensorInput input, byte[] jpeg, String message) {
    assertThatThrownBy(() -> input.fill(0, jpeg))
        .isInstanceOf(DetectionException.class)
        .hasMessageContaining(message);
  }

  private static float at(TensorInput input, int channel, int x, int y) {
    FloatBuffer buffer = input.buffer().asFloatBuffer();
    return buffer.get((channel * SIZE + y) * SIZE + x);
  }
}
