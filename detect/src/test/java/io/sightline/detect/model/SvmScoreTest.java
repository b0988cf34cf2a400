package io.sightline.detect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SvmScoreTest {
  @Test
  void higherMargin_isHigherScoreWithinZeroAndOne() {
    double[] margins = {-5, -1, 0, 0.3, 1, 4};
    for (int i = 1; i < margins.length; i++) {
      assertThat(SvmScore.of(margins[i])).isGreaterThan(SvmScore.of(margins[i - 1]));
    }
    assertThat(SvmScore.of(-5)).isPositive();
    assertThat(SvmScore.of(4)).isLessThan(1);
  }

  @Test
  void marginOfAScore_hasThatScore() {
    assertThat(SvmScore.of(SvmScore.margin(0.2f))).isCloseTo(0.2f, within(1e-6f));
  }
}
