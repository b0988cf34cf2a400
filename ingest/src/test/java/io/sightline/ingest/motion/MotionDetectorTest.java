package io.sightline.ingest.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.ingest.mask.MaskArea;
import io.sightline.ingest.mask.MaskArea.Corner;
import io.sightline.ingest.mask.Masks;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MotionDetectorTest {
  private static final int SECOND = 5;
  private final SyntheticRoom room = new SyntheticRoom();
  private final MotionDetector detector = new MotionDetector(MotionSettings.ofSensitivity(0.5f));

  private Verdict next() {
    return detector.analyse(room.picture());
  }

  private void settle(int pictures) {
    for (int i = 0; i < pictures; i++) {
      next();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 3, 8, 15})
  void emptyNoisyRoom_isQuiet(double noise) {
    room.noise = noise;
    for (int i = 0; i < 30 * SECOND; i++) {
      assertThat(next().changed()).as("picture %d", i).isFalse();
    }
  }

  @Test
  void slowLight_isQuiet() {
    for (int i = 0; i < 120 * SECOND; i++) {
      room.gain = 1 - 0.6 * i / (120 * SECOND);
      assertThat(next().changed()).as("picture %d", i).isFalse();
    }
  }

  @Test
  void flickeringExposure_isQuiet() {
    for (int i = 0; i < 60 * SECOND; i++) {
      room.gain = 1 + 0.2 * Math.sin(i * 1.7);
      assertThat(next().changed()).as("picture %d", i).isFalse();
    }
  }

  @Test
  void flickeringLamp_isLearntWithinAMinute() {
    Random random = new Random(3);
    for (int i = 0; i < 60 * SECOND; i++) {
      room.lamp(140, 30, random.nextBoolean() ? 60 : 0);
      next();
    }
    for (int i = 0; i < 60 * SECOND; i++) {
      room.lamp(140, 30, random.nextBoolean() ? 60 : 0);
      assertThat(next().changed()).as("picture %d", i).isFalse();
    }
  }

  @Test
  void lampThatTogglesEverySecond_isLearntWithinAMinute() {
    int changed = 0;
    for (int i = 0; i < 120 * SECOND; i++) {
      room.lamp(140, 30, i / SECOND % 2 == 0 ? 60 : 0);
      boolean now = next().changed();
      changed += i > 60 * SECOND && now ? 1 : 0;
    }
    assertThat(changed).isLessThan(60 * SECOND / 20);
  }

  @Test
  void personCrossing_movesAndIsBoxed() {
    settle(5 * SECOND);
    for (int i = 0; i < 5 * SECOND; i++) {
      int x = 4 + i * 6;
      room.put(x, 40, 12, 40, 200);
      Verdict verdict = next();
      assertThat(verdict.changed()).as("picture %d", i).isTrue();
      Region region = verdict.regions().get(0);
      assertThat(region.left() * SyntheticRoom.WIDTH).isBetween(x - 8f, x + 4f);
      assertThat((region.left() + region.width()) * SyntheticRoom.WIDTH).isBetween(x + 8f, x + 20f);
    }
    assertThat(next().changed()).as("one picture shows the leaving").isTrue();
    settle(1);
    assertThat(next().changed()).isFalse();
  }

  @Test
  void personStandingStill_differsUntilAbsorbed() {
    settle(5 * SECOND);
    int differing = 0;
    for (int i = 0; i < 150 * SECOND; i++) {
      room.put(100, 40, 12, 40, 190);
      differing += next().differs() ? 1 : 0;
    }
    assertThat(differing).isBetween(118 * SECOND, 122 * SECOND);
  }

  @Test
  void absorbedPersonLeaving_isQuietSoon() {
    settle(5 * SECOND);
    for (int i = 0; i < 130 * SECOND; i++) {
      room.put(100, 40, 12, 40, 190);
      next();
    }
    settle(2 * SECOND);
    assertThat(next().changed()).isFalse();
  }

  @Test
  void smallChangeOfBrightness_isNotAPerson() {
    settle(10 * SECOND);
    room.put(100, 40, 2, 2, 250);
    assertThat(next().changed()).isFalse();
  }

  /** More than half of the picture is hidden: what is left counts as if it were all. */
  private static Masks leftHidden() {
    return new Masks(
        List.of(
            new MaskArea(
                "left",
                List.of(new Corner(0, 0), new Corner(0.7, 0), new Corner(0.7, 1), new Corner(0, 1)),
                false)));
  }

  private Verdict masked(MotionDetector masked, Masks masks) {
    LumaPicture picture = room.picture();
    masks.small(picture.width(), picture.height()).blacken(picture.luma());
    return masked.analyse(picture);
  }

  @Test
  void maskedPicture_seesNoiseLightAndPeopleOutsideOfTheMask() {
    Masks masks = leftHidden();
    MotionDetector eye = new MotionDetector(MotionSettings.ofSensitivity(0.5f).outside(masks));
    room.noise = 8;
    for (int i = 0; i < 60 * SECOND; i++) {
      room.gain = 1 + 0.2 * Math.sin(i * 1.7);
      room.put(20 + i % 60, 30, 20, 50, 250);
      assertThat(masked(eye, masks).changed()).as("picture %d", i).isFalse();
    }
    room.gain = 1;
    boolean seen = false;
    for (int i = 0; i < 2 * SECOND; i++) {
      room.put(140 + 3 * i, 40, 14, 40, 220);
      seen |= masked(eye, masks).moving();
    }
    assertThat(seen).isTrue();
    room.noise = 3;
    for (int i = 0; i < 6 * SECOND; i++) {
      stripes();
      masked(eye, masks);
    }
    stripes();
    assertThat(masked(eye, masks).changed()).as("all that is visible is the scene now").isFalse();
  }

  private void stripes() {
    for (int y = 0; y < SyntheticRoom.HEIGHT; y += 12) {
      room.put(0, y, SyntheticRoom.WIDTH, 6, 30);
      room.put(0, y + 6, SyntheticRoom.WIDTH, 6, 210);
    }
  }

  @Test
  void lightSwitchedOn_beginsANewScene() {
    settle(5 * SECOND);
    for (int i = 0; i < 4 * SECOND; i++) {
      room.put(0, 0, SyntheticRoom.WIDTH, 90, 40 + i % 2);
      next();
    }
    room.put(0, 0, SyntheticRoom.WIDTH, 90, 40);
    assertThat(next().changed()).as("the covered picture is the scene now").isFalse();
  }

  private void dark(int brightness) {
    room.put(0, 0, SyntheticRoom.WIDTH, SyntheticRoom.HEIGHT, brightness);
  }

  private void assertQuietForAMinute() {
    for (int i = 0; i < 60 * SECOND; i++) {
      dark(0);
      assertThat(next().changed()).as("picture %d", i).isFalse();
    }
  }

  @Test
  void lightOutOverSomebodySeenAtFirst_isQuietInSeconds() {
    for (int i = 0; i < 8 * SECOND; i++) {
      dark(16);
      room.put(60 + 2 * i, 40, 12, 12, 230);
      next();
    }
    for (int i = 0; i < 4 * SECOND; i++) {
      dark(0);
      next();
    }
    assertQuietForAMinute();
  }

  @Test
  void lightOutOverSomebodySeenLong_isQuietInSeconds() {
    for (int i = 0; i < 30 * SECOND; i++) {
      dark(16);
      room.put(60 + (i < 20 * SECOND ? 0 : i % 100), 40, 12, 12, 230);
      next();
    }
    for (int i = 0; i < 4 * SECOND; i++) {
      dark(0);
      next();
    }
    assertQuietForAMinute();
  }

  @Test
  void somebodySeenAtFirstWhoLeaves_isQuietInSeconds() {
    for (int i = 0; i < 4 * SECOND; i++) {
      room.put(60 + 6 * i, 40, 12, 40, 190);
      next();
    }
    settle(6 * SECOND);
    for (int i = 0; i < 60 * SECOND; i++) {
      assertThat(next().changed()).as("picture %d", i).isFalse();
    }
  }

  @Test
  void personWhoStandsStillForAMomentAsLightGoesOn_isSeen() {
    room.gain = 0.6;
    settle(5 * SECOND);
    for (int i = 0; i < 10 * SECOND; i++) {
      room.gain = i < 3 * SECOND ? 0.6 : 1;
      boolean still = i >= 3 * SECOND && i < 4 * SECOND;
      room.put(20 + 2 * (still ? 3 * SECOND : i), 40, 14, 40, 220);
      assertThat(next().changed()).as("picture %d", i).isTrue();
    }
  }

  @Test
  void personWhileExposureDrifts_isSeen() {
    settle(5 * SECOND);
    for (int i = 0; i < 20 * SECOND; i++) {
      room.gain = 1 + 0.25 * Math.sin(i / 12.0);
      room.put(10 + i, 40, 12, 40, 190);
      assertThat(next().differs()).as("picture %d", i).isTrue();
    }
  }

  @Test
  void sameInput_sameVerdicts() {
    MotionDetector other = new MotionDetector(MotionSettings.ofSensitivity(0.5f));
    for (int i = 0; i < 10 * SECOND; i++) {
      room.put(i, 20, 20, 20, 220);
      LumaPicture picture = room.picture();
      assertThat(other.analyse(picture)).isEqualTo(detector.analyse(picture));
    }
  }
}
