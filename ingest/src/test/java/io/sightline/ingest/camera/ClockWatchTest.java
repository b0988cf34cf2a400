package io.sightline.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private static final long SECOND = 1_000_000;

  private final ClockWatch watch = new ClockWatch();

  /** Packets each 100 ms that come a little late; returns what was said first. */
  private String run(double seconds, double clockRate, long jumpAtSecond, long jumpMicros) {
    for (int i = 0; i < seconds * 10; i++) {
      long arrived = i * SECOND / 10;
      long captured = Math.round(arrived * clockRate);
      captured += arrived >= jumpAtSecond * SECOND ? jumpMicros : 0;
      String said = watch.check(captured, arrived + 20_000 + i % 7 * 30_000L);
      if (said != null) {
        return arrived / SECOND + " s: " + said;
      }
    }
    return "";
  }

  @Test
  void steadyCamera_isBelieved() {
    assertThat(run(3600, 1, 0, 0)).isEmpty();
  }

  @Test
  void clockSetForward_isSaidAtOnce() {
    assertThat(run(60, 1, 30, 10 * SECOND)).startsWith("30 s: the camera's clock went ahead");
  }

  @Test
  void clockThatRunsSlow_isSaidBeforeItMatters() {
    assertThat(run(7200, 0.9995, 0, 0)).contains("late for a while");
  }

  @Test
  void clockThatRunsFast_isSaidBeforeItMatters() {
    assertThat(run(7200, 1.0005, 0, 0)).contains("went ahead");
  }

  @Test
  void packetsHeldUpAndDeliveredInABurst_areBelieved() {
    for (int i = 0; i < 1000; i++) {
      long captured = i * SECOND / 10;
      boolean held = captured > 40 * SECOND && captured < 48 * SECOND;
      assertThat(watch.check(captured, held ? 48 * SECOND : captured + 1000)).isNull();
    }
  }

  @Test
  void whatWaitedWhileTheSourceWasOpened_isNoMeasure() {
    for (int i = 0; i < 600; i++) {
      long captured = i * SECOND / 10;
      assertThat(watch.check(captured, Math.max(captured, 3 * SECOND))).isNull();
    }
  }

  @Test
  void offset_isThatOfThePacketThatTookLeast() {
    assertThat(watch.takeOffsetMillis()).isEmpty();
    watch.told(100 * SECOND, 40 * SECOND + 500_000);
    watch.told(101 * SECOND, 41 * SECOND + 20_000);
    assertThat(watch.takeOffsetMillis()).hasValue(59_980);
    assertThat(watch.takeOffsetMillis()).isEmpty();
  }
}
