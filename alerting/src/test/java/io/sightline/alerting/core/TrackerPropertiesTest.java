package io.sightline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sightline.avro.Box;
import io.sightline.avro.Detection;
import io.sightline.avro.Detections;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for tracks and the scene, whatever is put before them. */
class TrackerPropertiesTest {
  private static final int TRIES = 150;
  private static final float[] ODD = {
    Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -1, 0, 1e-30f, 3e38f, 7
  };
  private static final String[] LABELS = {"person", "dog", "person", "car", "couch", "horse", ""};

  @Property(tries = TRIES)
  void anyBoxesAndTimes_stateIsBoundedSoundAndHasUniqueIds(@ForAll long seed) {
    Random random = new Random(seed);
    CameraLog log = new CameraLog();
    Set<Long> gone = new HashSet<>();
    Set<Long> before = Set.of();
    for (int i = 0; i < 120; i++) {
      frame(log, random, random.nextInt(30) == 0);
      Set<Long> now = new HashSet<>();
      for (Track track : log.state.tracks()) {
        assertThat(now.add(track.id())).as("one track for the id " + track.id()).isTrue();
        assertThat(track.id()).isBetween(1L, log.state.tracksBegun());
      }
      assertThat(Collections.disjoint(now, gone)).as("a track that ended stays ended").isTrue();
      Set<Long> left = new HashSet<>(before);
      left.removeAll(now);
      gone.addAll(left);
      before = now;
    }
    assertThat(log.state.tracks()).hasSizeLessThanOrEqualTo(Policy.MAX_TRACKS);
    assertThat(log.state.known()).hasSizeLessThanOrEqualTo(Policy.MAX_KNOWN);
    String json = new String(StateCodec.encode(log.state), StandardCharsets.UTF_8);
    assertThat(json).doesNotContain("NaN", "Infinity");
    assertThat(StateCodec.decode(StateCodec.encode(log.state))).isEqualTo(log.state);
  }

  @Property(tries = TRIES)
  void boxesOfAFrameInAnotherOrder_theSameComesOfThem(@ForAll long seed) {
    Random random = new Random(seed);
    CameraLog log = new CameraLog();
    for (int i = 0; i < 60; i++) {
      frame(log, random, false);
    }
    log.endQuietly();

    CameraLog other = new CameraLog();
    for (Detections record : log.records) {
      List<Detection> objects = new ArrayList<>(record.getObjects());
      Collections.shuffle(objects, random);
      other.fold(Detections.newBuilder(record).setObjects(objects).build());
    }

    assertThat(other.state).isEqualTo(log.state);
    assertThat(other.alerts).isEqualTo(log.alerts);
    assertThat(other.decisions).isEqualTo(log.decisions);
  }

  private static void frame(CameraLog log, Random random, boolean oddTime) {
    List<Detection> objects = new ArrayList<>();
    List<Box> regions = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      Box box = random.nextInt(12) == 0 ? odd(random) : near(random);
      float score = random.nextInt(12) == 0 ? odd(random).getLeft() : random.nextFloat();
      objects.add(new Detection(LABELS[random.nextInt(LABELS.length)], score, box, 0, false));
      if (random.nextBoolean()) {
        regions.add(box);
      }
    }
    log.fps = 1 + random.nextInt(10);
    log.frame(
        frame -> {
          frame.setObjects(objects).setRegions(regions);
          if (oddTime) {
            frame.setCapturedAt(CameraLog.time(log.now + 1e5 * random.nextGaussian()));
          }
        });
  }

  /** In one of a few places, so that tracks and known objects come to be. */
  private static Box near(Random random) {
    return new Box(
        0.2f * random.nextInt(5) + 0.02f * random.nextFloat(),
        0.3f * random.nextInt(3) + 0.02f * random.nextFloat(),
        0.1f + 0.03f * random.nextFloat(),
        0.2f + 0.05f * random.nextFloat());
  }

  private static Box odd(Random random) {
    float[] numbers = new float[4];
    for (int i = 0; i < 4; i++) {
      numbers[i] = random.nextBoolean() ? ODD[random.nextInt(ODD.length)] : random.nextFloat();
    }
    return new Box(numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  @Property(tries = 300)
  void pairs_areWorthAsMuchAsTheBestOfAllThereAre(@ForAll long seed) {
    Random random = new Random(seed);
    double[][] worth = new double[random.nextInt(5)][1 + random.nextInt(5)];
    for (double[] row : worth) {
      for (int c = 0; c < row.length; c++) {
        row[c] = random.nextInt(3) == 0 ? 0 : random.nextInt(20) / 10.0 - 0.3;
      }
    }
    int[] pairs = Assignment.best(worth);

    double sum = 0;
    Set<Integer> columns = new HashSet<>();
    for (int r = 0; r < pairs.length; r++) {
      if (pairs[r] >= 0) {
        assertThat(columns.add(pairs[r])).isTrue();
        assertThat(worth[r][pairs[r]]).isPositive();
        sum += worth[r][pairs[r]];
      }
    }
    assertThat(sum).isCloseTo(most(worth, 0, new HashSet<>()), within(1e-9));
  }

  private static double most(double[][] worth, int row, Set<Integer> taken) {
    if (row == worth.length) {
      return 0;
    }
    double most = most(worth, row + 1, taken);
    for (int c = 0; c < worth[row].length; c++) {
      if (worth[row][c] > 0 && taken.add(c)) {
        most = Math.max(most, worth[row][c] + most(worth, row + 1, taken));
        taken.remove(c);
      }
    }
    return most;
  }

  @Property(tries = TRIES)
  void axis_followsWhatMovesSteadilyAndStaysSure(@ForAll long seed) {
    Random random = new Random(seed);
    double velocity = random.nextDouble() - 0.5;
    Axis axis = Axis.at(0.3, 0.02, 0.3);
    double t = 0;
    for (int i = 0; i < 40; i++) {
      double step = 0.04 + random.nextDouble();
      t += step;
      axis = axis.after(step, 0.1).seen(0.3 + velocity * t + 0.005 * random.nextGaussian(), 0.02);
      assertThat(axis.place()).isPositive();
      assertThat(axis.pace()).isPositive();
    }
    assertThat((double) axis.velocity()).isCloseTo(velocity, within(0.1));
  }
}
