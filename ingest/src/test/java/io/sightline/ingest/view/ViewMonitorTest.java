package io.sightline.ingest.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.ingest.motion.LumaPicture;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewMonitorTest {
  private static final int WIDTH = 192;
  private static final int HEIGHT = 108;
  private static final long STEP_MICROS = 1_000_000;

  private final ViewMonitor monitor = new ViewMonitor();
  private final Random random = new Random(5);
  private final Set<View> told = EnumSet.noneOf(View.class);
  private long atMicros = 1_700_000_000_000_000L;

  /** Brightness of a pixel. */
  private interface Scene {
    double at(int x, int y);
  }

  /** A room with a shelf, a door and a picture on the wall, seen from a place along it. */
  private static Scene room(int shift) {
    return (x0, y) -> {
      int x = x0 + shift;
      boolean shelf = x > 20 && x < 70 && y > 30 && y < 90;
      if (shelf) {
        return (y / 7 + x / 11) % 2 == 0 ? 40 : 120;
      }
      boolean door = x > 110 && x < 140 && y > 20;
      boolean frame = x > 155 && x < 180 && y > 15 && y < 40;
      boolean carpet = y > 92;
      return door ? 70 : frame ? 190 : carpet ? 60 + 40 * ((x / 5) % 2) : 130 + 15.0 * y / HEIGHT;
    };
  }

  private View show(double seconds, Scene scene, double gain) {
    View last = View.UNKNOWN;
    for (int i = 0; i < seconds * 1e6 / STEP_MICROS; i++) {
      byte[] luma = new byte[WIDTH * HEIGHT];
      for (int p = 0; p < luma.length; p++) {
        double value = scene.at(p % WIDTH, p / WIDTH) * gain + 2 * random.nextGaussian();
        luma[p] = (byte) Math.max(0, Math.min(255, Math.round(value)));
      }
      atMicros += STEP_MICROS;
      last = monitor.see(new LumaPicture(atMicros, WIDTH, HEIGHT, luma));
      told.add(last);
    }
    return last;
  }

  @Test
  void quietRoom_isClear() {
    assertThat(show(60, room(0), 1)).isEqualTo(View.CLEAR);
    assertThat(told).containsOnly(View.UNKNOWN, View.CLEAR);
  }

  @Test
  void handOnTheLens_isCoveredUntilItIsTakenAway() {
    show(30, room(0), 1);
    assertThat(show(6, (x, y) -> 25 + x / 20.0, 1)).isEqualTo(View.COVERED);
    assertThat(show(300, (x, y) -> 25 + x / 20.0, 1)).isEqualTo(View.COVERED);
    assertThat(show(6, room(0), 1)).isEqualTo(View.CLEAR);
  }

  @Test
  void lampIntoTheLens_isBlinded() {
    show(30, room(0), 1);
    assertThat(show(6, (x, y) -> x > 20 ? 255 : 200, 1)).isEqualTo(View.BLINDED);
    assertThat(show(6, room(0), 1)).isEqualTo(View.CLEAR);
  }

  @Test
  void turnedCamera_isMovedUntilItIsTurnedBack() {
    show(30, room(0), 1);
    assertThat(show(8, room(60), 1)).isEqualTo(View.MOVED);
    assertThat(show(8, room(0), 1)).isEqualTo(View.CLEAR);
  }

  @Test
  void turnedCameraThatStaysSo_isAcceptedAfterTenMinutes() {
    show(30, room(0), 1);
    show(590, room(60), 1);
    assertThat(show(1, room(60), 1)).isEqualTo(View.MOVED);
    assertThat(show(30, room(60), 1)).isEqualTo(View.CLEAR);
    assertThat(show(8, room(0), 1)).isEqualTo(View.MOVED);
  }

  @Test
  void lightSwitchedAndVisitor_areClear() {
    show(30, room(0), 1);
    show(20, room(0), 0.6);
    show(20, room(0), 1.3);
    for (int i = 0; i < 60; i++) {
      int left = i * 3;
      Scene room = room(0);
      show(1, (x, y) -> x > left && x < left + 50 && y > 10 ? 95 : room.at(x, y), 1);
    }
    assertThat(told).containsOnly(View.UNKNOWN, View.CLEAR);
  }

  @Test
  void shortCover_isNotTold() {
    show(30, room(0), 1);
    show(3, (x, y) -> 20, 1);
    show(20, room(0), 1);
    assertThat(told).containsOnly(View.UNKNOWN, View.CLEAR);
  }

  @Test
  void bareWall_isNeverCovered() {
    show(60, (x, y) -> 120, 1);
    show(20, (x, y) -> 30, 1);
    assertThat(told).containsOnly(View.UNKNOWN, View.CLEAR);
  }
}
