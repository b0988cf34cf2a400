package io.sightline.alerting.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Point;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PolygonTest {
  private static Polygon polygon(double... numbers) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < numbers.length; i += 2) {
      points.add(new Point((float) numbers[i], (float) numbers[i + 1]));
    }
    return Polygon.of(points);
  }

  @Test
  void hollow_isOutside() {
    Polygon horseshoe = polygon(0, 0, 1, 0, 1, 1, 0.6, 1, 0.6, 0.4, 0.4, 0.4, 0.4, 1, 0, 1);

    assertThat(horseshoe.contains(new Spot(0.5, 0.7))).isFalse();
    assertThat(horseshoe.contains(new Spot(0.5, 0.2))).isTrue();
    assertThat(horseshoe.contains(new Spot(0.2, 0.9))).isTrue();
  }

  @Test
  void border_belongsToIt() {
    Polygon lower = polygon(0.1f, 0.7f, 1, 0.7f, 1, 1, 0.1f, 1);

    assertThat(lower.contains(new Spot(0.5, 1))).isTrue();
    assertThat(lower.contains(new Spot(0.5, 0.3f + 0.7f))).isTrue();
    assertThat(lower.contains(new Spot(0.1f, 0.7f))).isTrue();
    assertThat(lower.contains(new Spot(0.099, 0.8))).isFalse();
  }

  @Test
  void levelWithACorner_theCornerIsPassedOnce() {
    Polygon diamond = polygon(0.5, 0, 1, 0.5, 0.5, 1, 0, 0.5);

    assertThat(diamond.contains(new Spot(0.5, 0.5))).isTrue();
    assertThat(diamond.contains(new Spot(0.25, 0.5))).isTrue();
    assertThat(diamond.contains(new Spot(-0.5, 0.5))).isFalse();
    assertThat(diamond.contains(new Spot(0.2, 0))).isFalse();
  }

  @Test
  void whatIsNoPolygon_containsNothing() {
    assertThat(polygon(0, 0, 1, 1).contains(new Spot(0.5, 0.5))).isFalse();
    assertThat(polygon().contains(new Spot(0, 0))).isFalse();
    assertThat(polygon(0, 0, Double.NaN, 0, 1, 1).contains(new Spot(0.1, 0.1))).isFalse();
    assertThat(polygon(0, 0, 1, 0, 1, 1).contains(new Spot(Double.NaN, 0.1))).isFalse();
  }

  @Test
  void crossesItself_bowTieDoesAndHorseshoeDoesNot() {
    assertThat(polygon(0, 0, 1, 1, 1, 0, 0, 1).crossesItself()).isTrue();
    assertThat(polygon(0, 0, 1, 0, 0.5, 0, 0.5, 1).crossesItself()).isTrue();
    assertThat(polygon(0, 0, 1, 0, 1, 1, 0.5, 0.5, 0, 1).crossesItself()).isFalse();
    assertThat(polygon(0, 0, 1, 0, 1, 1).crossesItself()).isFalse();
  }

  /** A star around the middle, against the JDK's own geometry. */
  @Property(tries = 500)
  void anyStar_containsWhatTheJdkSays(@ForAll long seed) {
    Random random = new Random(seed);
    int corners = 3 + random.nextInt(12);
    List<Point> points = new ArrayList<>();
    Path2D path = new Path2D.Double();
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      double radius = 0.1 + 0.4 * random.nextDouble();
      Point point =
          new Point(
              (float) (0.5 + radius * Math.cos(angle)), (float) (0.5 + radius * Math.sin(angle)));
      points.add(point);
      if (i == 0) {
        path.moveTo(point.getX(), point.getY());
      } else {
        path.lineTo(point.getX(), point.getY());
      }
    }
    path.closePath();
    Polygon star = Polygon.of(points);

    assertThat(star.crossesItself()).isFalse();
    for (int i = 0; i < 50; i++) {
      Spot spot = new Spot(random.nextDouble(), random.nextDouble());
      assertThat(star.contains(spot))
          .as("%s %s", points, spot)
          .isEqualTo(path.contains(spot.x(), spot.y()));
    }
  }
}
