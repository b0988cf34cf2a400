package io.sightline.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubClockTest {
  private static final long ORIGIN = 1_000_000_000L;
  private static final long STEP = 200_000;
  private final SubClock clock = new SubClock(ORIGIN);

  @Test
  void clockThatIsNotTold_arrivalCounts() {
    assertThat(clock.main(3_600_000_000L)).isTrue();
    assertThat(clock.isMeasured()).isFalse();
    assertThat(clock.look(STEP)).isEqualTo(ORIGIN + STEP);
    assertThat(clock.look(2 * STEP)).isEqualTo(ORIGIN + 2 * STEP);
  }

  @Test
  void subStreamThatCameLate_isMovedBackAndNeverStepsBack() {
    settle(-700_000);
    assertThat(clock.offsetMicros()).isEqualTo(-700_000);
    assertThat(clock.captured(0)).isEqualTo(ORIGIN - 700_000);
  }

  @Test
  void subStreamThatCameEarly_isMovedForward() {
    settle(400_000);
    assertThat(clock.captured(0)).isEqualTo(ORIGIN + 400_000);
  }

  /** The camera's clock is an hour ahead; the sub-stream came so much too early. */
  private void settle(long offset) {
    long hour = 3_600_000_000L;
    clock.told(0, ORIGIN + hour + offset);
    assertThat(clock.main(hour)).isTrue();
    long last = clock.look(0);
    for (int i = 1; i < 60; i++) {
      long at = clock.look(i * STEP);
      assertThat(at - last).isBetween(STEP * 9 / 10, STEP * 11 / 10);
      last = at;
    }
  }

  @Test
  void clocksThatCannotBeTheSame_areNotBroughtTogether() {
    clock.told(0, ORIGIN + SubClock.MOST_MICROS + 1);
    assertThat(clock.main(0)).isFalse();
    assertThat(clock.isMeasured()).isFalse();
    assertThat(clock.look(STEP)).isEqualTo(ORIGIN + STEP);
    assertThat(clock.look(2 * STEP)).isEqualTo(ORIGIN + 2 * STEP);
  }

  @Test
  void glanceThatIsTakenBack_movesNothing() {
    clock.look(0);
    clock.told(0, ORIGIN - 600_000);
    clock.main(0);
    clock.look(6_000_000);
    assertThat(clock.captured(0)).isEqualTo(ORIGIN - 600_000);
    clock.undo();
    assertThat(clock.captured(0)).isEqualTo(ORIGIN);
    assertThat(clock.look(STEP)).isEqualTo(ORIGIN + STEP * 9 / 10);
  }
}
