package io.sightline.alerting.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Camera;
import io.sightline.avro.Line;
import io.sightline.avro.Point;
import io.sightline.avro.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private static final long SECOND = 1_000_000;

  /** The left half is a zone; a line goes down the middle: its left is the right half. */
  private static final Rulebook RULES =
      Rulebook.of(
          Camera.newBuilder()
              .setCamera("yard")
              .setZones(List.of(zone("porch", 0, 0, 0.5f, 0, 0.5f, 1, 0, 1)))
              .setLines(List.of(new Line("gate", new Point(0.5f, 0.2f), new Point(0.5f, 0.8f))))
              .build());

  private static Zone zone(String id, float... numbers) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < numbers.length; i += 2) {
      points.add(new Point(numbers[i], numbers[i + 1]));
    }
    return new Zone(id, points);
  }

  private static Presence walk(Presence from, double... xs) {
    Presence presence = from;
    for (double x : xs) {
      long now = presence.at() < 0 ? 0 : presence.at() + SECOND;
      presence = presence.step(RULES, new Spot(x, 0.5), now);
    }
    return presence;
  }

  @Test
  void stay_countsFromTheFirstStepInTheZone() {
    Presence presence = walk(Presence.NONE, 0.9, 0.4, 0.3, 0.2);

    assertThat(presence.zones()).containsExactly("porch");
    assertThat(presence.inFor("porch")).isEqualTo(2 * SECOND);
    assertThat(presence.since()).isZero();
  }

  @Test
  void aStepOutside_isNoLeaving() {
    Presence outside = walk(Presence.NONE, 0.4, 0.6);

    assertThat(outside.in("porch")).isFalse();
    assertThat(outside.inFor("porch")).isZero();
    Presence back = outside.step(RULES, new Spot(0.4, 0.5), outside.at() + SECOND / 2);
    assertThat(back.inFor("porch")).isEqualTo(SECOND * 3 / 2);
  }

  @Test
  void awayForLonger_beginsAnew() {
    assertThat(walk(Presence.NONE, 0.4, 0.6, 0.7, 0.4).inFor("porch")).isZero();
    assertThat(walk(Presence.NONE, 0.4, 0.6, 0.7).stays()).isEmpty();
  }

  @Test
  void crossing_hasADirection() {
    Presence leftwards = walk(Presence.NONE, 0.7, 0.3);

    assertThat(leftwards.crossed("gate", true)).as("it ends on the line's right").isTrue();
    assertThat(leftwards.crossed("gate", false)).isFalse();
    assertThat(walk(Presence.NONE, 0.3, 0.7).crossed("gate", false)).isTrue();
  }

  @Test
  void onTheLine_tremblingCrossesNothing() {
    assertThat(walk(Presence.NONE, 0.6, 0.505, 0.495, 0.505, 0.495).crossed()).isEmpty();
    assertThat(walk(Presence.NONE, 0.6, 0.505, 0.495, 0.4).crossed()).hasSize(1);
  }

  @Test
  void roundTheEndOfTheLine_crossesNothing() {
    Presence above = Presence.NONE.step(RULES, new Spot(0.7, 0.1), 0);

    assertThat(above.step(RULES, new Spot(0.3, 0.1), SECOND).crossed()).isEmpty();
  }

  @Test
  void zoneThatIsGone_isForgotten() {
    Rulebook none = Rulebook.of(Camera.newBuilder().setCamera("yard").build());
    Presence presence = walk(Presence.NONE, 0.7, 0.4).step(none, new Spot(0.4, 0.5), 5 * SECOND);

    assertThat(presence.zones()).isEmpty();
    assertThat(presence.crossed()).isEmpty();
    assertThat(presence.since()).isZero();
  }

  /** Whatever the walk: a stay is as long as the last steps in the zone, short gaps included. */
  @Property(tries = 300)
  void anyWalk_staysAsLongAsCountedByHand(@ForAll long seed) {
    Random random = new Random(seed);
    Presence presence = Presence.NONE;
    long now = 0;
    long since = -1;
    long lastIn = -1;
    for (int i = 0; i < 60; i++) {
      double x = random.nextDouble();
      presence = presence.step(RULES, new Spot(x, 0.5), now);
      if (x <= 0.5) {
        since = lastIn >= 0 && now - lastIn <= Presence.AWAY_MICROS ? since : now;
        lastIn = now;
      }

      assertThat(presence.in("porch")).isEqualTo(x <= 0.5);
      assertThat(presence.inFor("porch")).isEqualTo(x <= 0.5 ? now - since : 0);
      assertThat(presence.crossed()).hasSizeLessThanOrEqualTo(2);
      now += random.nextInt(1_200_000) + 1;
    }
  }
}
