package io.sightline.detect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sightline.detect.model.Letterbox.Placement;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class LetterboxTest {
  @Test
  void wideFrame_fillsTheWidthAndIsPaddedBelow() {
    assertThat(Letterbox.of(768, 432, 416, Placement.TOP_LEFT))
        .isEqualTo(new Letterbox(416, 416, 234, 0, 0));
  }

  @Test
  void tallFrameInTheMiddle_isPaddedOnBothSides() {
    assertThat(Letterbox.of(100, 200, 416, Placement.CENTRE))
        .isEqualTo(new Letterbox(416, 208, 416, 104, 0));
  }

  @Test
  void boxThatReachesIntoThePadding_isCutAtTheFrame() {
    Letterbox letterbox = Letterbox.of(200, 100, 416, Placement.TOP_LEFT);
    assertThat(letterbox.toFrame(new Rect(-20, 104, 208, 400)))
        .isEqualTo(new Rect(0, 0.5f, 0.5f, 1));
  }

  @Test
  void frameWithoutPixels_isRefused() {
    assertThatThrownBy(() -> Letterbox.of(0, 100, 416, Placement.CENTRE))
        .hasMessage("frame of 0x100 pixels: expected at least 1x1");
  }

  @Property(tries = 200)
  void boxThereAndBack_isTheSame(
      @ForAll @IntRange(min = 1, max = 4096) int width,
      @ForAll @IntRange(min = 1, max = 4096) int height,
      @ForAll @FloatRange(max = 0.5f) float left,
      @ForAll @FloatRange(min = 0.51f, max = 1) float right,
      @ForAll Placement placement) {
    Letterbox letterbox = Letterbox.of(width, height, 416, placement);
    Rect box = new Rect(left, left, right, right);
    Rect back = letterbox.toFrame(letterbox.toInput(box));
    // One pixel of a frame squeezed to a line is all of its width: floats keep four digits there.
    assertThat(back.left()).isCloseTo(left, within(1e-3f));
    assertThat(back.bottom()).isCloseTo(right, within(1e-3f));
  }
}
