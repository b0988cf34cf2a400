package io.sightline.ingest.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.avro.Mask;
import io.sightline.avro.MaskPoint;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MasksTest {
  private static Mask mask(double... xy) {
    return Mask.newBuilder()
        .setName("window")
        .setPoints(
            IntStream.range(0, xy.length / 2)
                .mapToObj(i -> new MaskPoint((float) xy[2 * i], (float) xy[2 * i + 1]))
                .toList())
        .build();
  }

  private static Cover exact(int width, int height, double... xy) {
    return Masks.of(List.of(mask(xy))).exact(width, height);
  }

  private static int count(Cover cover) {
    return cover.runs().stream().mapToInt(run -> run.right() - run.left()).sum();
  }

  @Test
  void wholeFrame_isCoveredWhole() {
    assertThat(count(exact(33, 17, 0, 0, 1, 0, 1, 1, 0, 1))).isEqualTo(33 * 17);
  }

  @Test
  void rectangle_coversEachPixelThatItTouches() {
    Cover cover = exact(100, 100, 0.104, 0.5, 0.205, 0.5, 0.205, 0.606, 0.104, 0.606);
    assertThat(cover.hides(10, 50)).isTrue();
    assertThat(cover.hides(20, 60)).isTrue();
    assertThat(cover.hides(9, 55)).isFalse();
    assertThat(cover.hides(21, 55)).isFalse();
    assertThat(cover.hides(15, 61)).isFalse();
  }

  @Test
  void sliverThinnerThanAPixel_isCovered() {
    Cover cover = exact(100, 100, 0.5001, 0, 0.5002, 0, 0.5002, 1, 0.5001, 1);
    for (int y = 0; y < 100; y++) {
      assertThat(cover.hides(50, y)).as("row %d", y).isTrue();
    }
  }

  @Test
  void lineThatCrossesItself_coversBothSidesAndTheMiddle() {
    Cover bow = exact(100, 100, 0.1, 0.1, 0.9, 0.9, 0.9, 0.1, 0.1, 0.9);
    assertThat(bow.hides(15, 50)).isTrue();
    assertThat(bow.hides(85, 50)).isTrue();
    assertThat(bow.hides(50, 15)).isFalse();
    Cover twice =
        exact(
            100, 100, 0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9, 0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1,
            0.9);
    assertThat(twice.hides(50, 50)).isTrue();
  }

  @Test
  void randomPolygons_coverWhateverJavaSaysTheyTouch() {
    Random random = new Random(5);
    for (int n = 0; n < 60; n++) {
      int width = 8 + random.nextInt(60);
      int height = 8 + random.nextInt(40);
      double[] xy = random.doubles(2L * (3 + random.nextInt(6))).map(v -> (float) v).toArray();
      Cover cover = exact(width, height, xy);
      Area area = area(xy, width, height);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          if (area.intersects(x, y, 1, 1)) {
            assertThat(cover.hides(x, y)).as("polygon %d, pixel %d,%d", n, x, y).isTrue();
          }
        }
      }
      assertThat(count(cover)).isLessThanOrEqualTo(touched(area, width, height));
    }
  }

  private static Area area(double[] xy, int width, int height) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    path.moveTo(xy[0] * width, xy[1] * height);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i] * width, xy[i + 1] * height);
    }
    path.closePath();
    return new Area(path);
  }

  /** With a hundredth of a pixel of slack. */
  private static int touched(Area area, int width, int height) {
    int count = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        count += area.intersects(x - 0.01, y - 0.01, 1.02, 1.02) ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void encodedPicture_isCoveredInWholeBlocksWithABorder() {
    Masks masks = Masks.of(List.of(mask(0.5, 0.5, 0.51, 0.5, 0.51, 0.51)));
    Cover exact = masks.exact(640, 360);
    Cover encoded = masks.encoded(640, 360);
    for (Cover.Run run : exact.runs()) {
      for (int x = run.left() - 4; x < run.right() + 4; x++) {
        assertThat(encoded.hides(x, run.row() - 4)).isTrue();
        assertThat(encoded.hides(x, run.row() + 4)).isTrue();
      }
    }
    for (int y = 0; y < 360; y++) {
      for (int x = 0; x < 640; x++) {
        assertThat(encoded.hides(x, y)).isEqualTo(encoded.hides(x / 16 * 16, y / 16 * 16));
      }
    }
    assertThat(count(encoded)).isLessThanOrEqualTo(9 * 256);
  }

  @Test
  void onlyWhatIsBurntIn_isBurntIn() {
    Mask burnt = Mask.newBuilder(mask(0, 0, 1, 0, 1, 1)).setBurntIn(true).setName("b").build();
    Masks masks = Masks.of(List.of(mask(0, 0, 1, 0, 1, 1), burnt));
    assertThat(masks.burntIn().areas()).extracting(MaskArea::name).containsExactly("b");
    assertThat(Masks.of(List.of())).isEqualTo(Masks.NONE);
  }

  @Test
  void maskThatIsNone_isRefusedByName() {
    assertThatThrownBy(() -> Masks.of(List.of(mask(0, 0, 1, 1))))
        .hasMessageContaining("window")
        .hasMessageContaining("2 points");
    assertThatThrownBy(() -> Masks.of(List.of(mask(0, 0, 1, 1, 0, 1.5))))
        .hasMessageContaining("window")
        .hasMessageContaining("1.5");
    assertThatThrownBy(() -> Masks.of(List.of(mask(0, 0, 1, 1, 0, Double.NaN))))
        .hasMessageContaining("NaN");
  }
}
