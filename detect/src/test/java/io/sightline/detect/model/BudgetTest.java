package io.sightline.detect.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class BudgetTest {
  private final Budget budget = new Budget(4, Duration.ofSeconds(10), 8);

  @Test
  void youngActivity_hasCropsInEachFrameUpToTheLimit() {
    assertThat(budget.crops(Duration.ofSeconds(10), 7, 2)).isEqualTo(2);
    assertThat(budget.crops(Duration.ofSeconds(10), 7, 9)).isEqualTo(3);
    assertThat(budget.crops(Duration.ZERO, 7, 0)).isZero();
  }

  @Test
  void olderActivity_hasThemEverMoreSeldom() {
    assertThat(framesWithCrops(Duration.ofSeconds(11))).isEqualTo(400);
    assertThat(framesWithCrops(Duration.ofSeconds(21))).isEqualTo(200);
    assertThat(framesWithCrops(Duration.ofSeconds(41))).isEqualTo(100);
    assertThat(framesWithCrops(Duration.ofHours(1))).isEqualTo(100);
  }

  @Test
  void noTimeForCrops_meansTheLeastRateFromTheBeginning() {
    Budget least = new Budget(4, Duration.ZERO, 8);
    assertThat(least.crops(Duration.ofMillis(1), 8, 1)).isEqualTo(1);
    assertThat(least.crops(Duration.ofMillis(1), 9, 1)).isZero();
  }

  @Test
  void oneLookAFrame_meansNoCrops() {
    assertThat(new Budget(1, Duration.ofSeconds(10), 1).crops(Duration.ZERO, 0, 5)).isZero();
  }

  @Property(tries = 500)
  void everyFrame_keepsToTheLimitsAndIsDueAtTheLeastRate(
      @ForAll @LongRange(min = -5, max = 7_200_000) long ageMillis,
      @ForAll long sequence,
      @ForAll @IntRange(max = 100) int available) {
    int crops = budget.crops(Duration.ofMillis(ageMillis), sequence, available);
    assertThat(crops).isBetween(0, Math.min(3, available));
    if (Math.floorMod(sequence, 8) == 0) {
      assertThat(crops).isEqualTo(Math.min(3, available));
    }
  }

  private long framesWithCrops(Duration age) {
    return LongStream.range(0, 800).filter(number -> budget.crops(age, number, 1) == 1).count();
  }
}
