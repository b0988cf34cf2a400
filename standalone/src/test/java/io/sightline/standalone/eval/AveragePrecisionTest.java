package io.sightline.standalone.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sightline.standalone.eval.CocoTruth.Marked;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected values by hand. */
final class AveragePrecisionTest {
  private static final PictureBox HERE = new PictureBox(10, 10, 100, 100);
  private static final PictureBox SHIFTED = new PictureBox(35, 10, 100, 100);
  private static final PictureBox ELSEWHERE = new PictureBox(500, 10, 100, 100);

  @Test
  void everythingFoundAndNothingElse_isOne() {
    AveragePrecision precision =
        new AveragePrecision(List.of(marked(1, HERE)), List.of(claim(1, 0.3, HERE)));
    assertThat(precision.at(0.5)).isEqualTo(1);
    assertThat(precision.at(0.95)).isEqualTo(1);
  }

  @Test
  void boxThatIsOff_countsUpToItsOverlap() {
    // 75 of 125 pixels of width: 0.6.
    AveragePrecision precision =
        new AveragePrecision(List.of(marked(1, HERE)), List.of(claim(1, 0.3, SHIFTED)));
    assertThat(precision.at(0.6)).isEqualTo(1);
    assertThat(precision.at(0.65)).isZero();
  }

  @Test
  void halfOfThemFound_isTheRecallsUpToAHalf() {
    AveragePrecision precision =
        new AveragePrecision(
            List.of(marked(1, HERE), marked(2, HERE)), List.of(claim(1, 0.3, HERE)));
    assertThat(precision.at(0.5)).isCloseTo(51 / 101.0, within(1e-9));
  }

  @Test
  void inventedBeforeTheRight_halvesThePrecision() {
    List<Claim> claims = List.of(claim(1, 0.9, ELSEWHERE), claim(1, 0.3, HERE));
    assertThat(new AveragePrecision(List.of(marked(1, HERE)), claims).at(0.5)).isEqualTo(0.5);
  }

  @Test
  void sameObjectTwice_countsOnceAndTheSecondIsWrong() {
    List<Claim> claims = List.of(claim(1, 0.9, HERE), claim(1, 0.8, HERE), claim(2, 0.7, HERE));
    AveragePrecision precision =
        new AveragePrecision(List.of(marked(1, HERE), marked(2, HERE)), claims);
    // Recall 0.5 at precision 1, then 1 at 2/3: 51 recalls of 1, 50 of 2/3.
    assertThat(precision.at(0.5)).isCloseTo((51 + 50 * 2 / 3.0) / 101, within(1e-9));
  }

  @Test
  void whatACrowdCovers_countsForNothing() {
    Marked crowd = new Marked(1, "cat", new PictureBox(400, 0, 400, 400), true);
    List<Claim> claims =
        List.of(claim(1, 0.9, ELSEWHERE), claim(1, 0.8, ELSEWHERE), claim(1, 0.3, HERE));
    AveragePrecision precision = new AveragePrecision(List.of(marked(1, HERE), crowd), claims);
    assertThat(precision.wanted()).isEqualTo(1);
    assertThat(precision.at(0.5)).isEqualTo(1);
  }

  @Test
  void nothingToBeFound_isNoNumber() {
    assertThat(new AveragePrecision(List.of(), List.of(claim(1, 0.9, HERE))).at(0.5)).isNaN();
  }

  @Test
  void moreThanAHundredClaimsForAPicture_theBestCount() {
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      claims.add(claim(1, 0.9, ELSEWHERE));
    }
    claims.add(claim(1, 0.3, HERE));
    assertThat(new AveragePrecision(List.of(marked(1, HERE)), claims).at(0.5)).isZero();
  }

  @Test
  void overlaps_areThoseOfCoco() {
    assertThat(AveragePrecision.overlaps())
        .containsExactly(0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95);
  }

  private static Marked marked(long picture, PictureBox box) {
    return new Marked(picture, "cat", box, false);
  }

  private static Claim claim(long picture, double score, PictureBox box) {
    return new Claim(picture, "cat", score, box);
  }
}
