package io.sightline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Box;
import io.sightline.avro.Decision;
import io.sightline.avro.Detection;
import io.sightline.avro.Detections;
import io.sightline.avro.EndCause;
import io.sightline.avro.Outcome;
import io.sightline.avro.Rule;
import io.sightline.avro.Severity;
import io.sightline.avro.SoundClass;
import io.sightline.schemas.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for every log, however odd. */
class CameraFoldPropertiesTest {
  private static final int TRIES = 150;
  private static final String[] SOUNDS = {"glass", "dog", "loud", ""};
  private static final String[] LABELS = {"person", "cat", "car", "truck", "potted plant", "", "?"};

  @Property(tries = TRIES)
  void everyEndedActivity_hasExactlyOneDecision(@ForAll long seed, @ForAll boolean rules) {
    RandomLog random = new RandomLog(seed, rules);

    assertThat(random.log.decisions.stream().map(Decision::getActivityId))
        .containsExactlyInAnyOrderElementsOf(random.ended);
  }

  @Property(tries = TRIES)
  void revisionsOfAnAlert_countFromZeroWithoutAGapAndBeginOpened(
      @ForAll long seed, @ForAll boolean rules) {
    Map<String, Integer> next = new HashMap<>();
    for (Alert alert : new RandomLog(seed, rules).log.alerts) {
      int revision = next.merge(alert.getAlertId(), 1, Integer::sum) - 1;
      assertThat(alert.getRevision()).isEqualTo(revision);
      assertThat(alert.getState() == AlertState.OPENED).isEqualTo(revision == 0);
      assertThat(alert.getEndedAt()).isAfterOrEqualTo(alert.getStartedAt());
      assertThat(alert.getRaisedAt()).isAfterOrEqualTo(alert.getStartedAt());
    }
  }

  @Property(tries = TRIES)
  void withoutAnAlertingSubject_noAlert(@ForAll long seed) {
    RandomLog random = new RandomLog(seed, false, "cat", "car", "potted plant", "");

    assertThat(random.log.alerts).isEmpty();
    assertThat(random.log.decisions).noneMatch(d -> d.getOutcome() == Outcome.ALERTED);
  }

  @Property(tries = TRIES)
  void alertsOfDecisions_exist(@ForAll long seed, @ForAll boolean rules) {
    CameraLog log = new RandomLog(seed, rules).log;
    TreeSet<String> told = new TreeSet<>(log.alerts.stream().map(Alert::getAlertId).toList());

    for (Decision decision : log.decisions) {
      assertThat(told).containsAll(decision.getAlerts());
      assertThat(decision.getOutcome() == Outcome.ALERTED && decision.getAlerts().isEmpty())
          .isFalse();
    }
  }

  @Property(tries = TRIES)
  void logFoldedAgainFromBytesOfTheState_givesTheSame(
      @ForAll long seed, @ForAll boolean rules, @ForAll @IntRange(min = 1, max = 50) int every) {
    CameraLog log = new RandomLog(seed, rules).log;
    List<Alert> alerts = new ArrayList<>();
    List<Decision> decisions = new ArrayList<>();
    CameraState state = CameraState.EMPTY;
    int count = 0;
    for (Detections record : log.records) {
      state = count++ % every == 0 ? StateCodec.decode(StateCodec.encode(state)) : state;
      Folded folded = new CameraFold("test").fold(state, record, log.version);
      state = folded.state();
      alerts.addAll(folded.alerts());
      decisions.addAll(folded.decisions());
    }

    assertThat(alerts).isEqualTo(log.alerts);
    assertThat(decisions).isEqualTo(log.decisions);
    assertThat(state).isEqualTo(log.state);
  }

  @Property(tries = TRIES)
  void state_staysWithinItsLimits(@ForAll long seed, @ForAll boolean rules) {
    CameraState state = new RandomLog(seed, rules).log.state;

    assertThat(state.tracks()).hasSizeLessThanOrEqualTo(Policy.MAX_TRACKS);
    assertThat(state.activities()).hasSizeLessThanOrEqualTo(Policy.MAX_ACTIVITIES);
    assertThat(state.incidents().stream().filter(i -> !i.open()))
        .hasSizeLessThanOrEqualTo(Policy.MAX_CLOSED);
  }

  /** A log of visits, misses, noise, lost frames, restarts and replays. */
  private static final class RandomLog {
    private final CameraLog log = new CameraLog();
    private final List<String> ended = new ArrayList<>();
    private double soundStart;
    private final Random random;
    private final String[] labels;

    RandomLog(long seed, boolean rules, String... labels) {
      this.random = new Random(seed);
      this.labels = labels.length == 0 ? LABELS : labels;
      if (rules) {
        Rule cars = VisitsTest.rule("cars", "car", Severity.INFO);
        Rule all = VisitsTest.rule("all", "person", Severity.CRITICAL);
        log.rules(c -> c.setRules(List.of(cars, all)).setCooldownMs(random.nextInt(20_000)));
      }
      for (int i = 0; i < 40; i++) {
        step();
      }
    }

    private void step() {
      log.fps = 2 + random.nextInt(4);
      switch (random.nextInt(11)) {
        case 0, 1, 2, 3 -> log.show(random.nextDouble() * 4, objects());
        case 4 -> log.empty(random.nextDouble() * 4);
        case 5 -> log.frame(frame -> frame.setFailure("broken"));
        case 6 -> log.loseFrame();
        case 7 -> log.show(0.2, List.of(box()), objects());
        case 8 -> end();
        case 9 -> sound();
        default -> disturb();
      }
    }

    private void disturb() {
      switch (log.records.isEmpty() ? 2 : random.nextInt(4)) {
        case 0 -> log.restart(random.nextDouble() * 100 - 20);
        case 1 -> log.fold(log.records.get(random.nextInt(log.records.size())));
        case 2 -> log.mark(random.nextBoolean());
        default -> log.quiet(random.nextInt(70));
      }
    }

    private void end() {
      if (random.nextInt(4) > 0) {
        log.commit();
      }
      EndCause[] causes = EndCause.values();
      log.end(causes[random.nextInt(causes.length)]).mark(random.nextInt(5) == 0);
      if (!ended.contains(log.activity)) {
        ended.add(log.activity);
      }
      log.now += random.nextDouble() * 5;
      log.begin();
    }

    /** Hears something, or what it heard last is over. */
    private void sound() {
      SoundClass[] classes = new SoundClass[random.nextInt(3)];
      for (int i = 0; i < classes.length; i++) {
        classes[i] =
            new SoundClass(
                SOUNDS[labels == LABELS ? random.nextInt(SOUNDS.length) : 1], random.nextFloat());
      }
      if (random.nextBoolean()) {
        soundStart = log.now - random.nextDouble() * 5;
        log.hear(soundStart, random.nextDouble() * 60, classes);
      } else {
        log.endSound(soundStart, random.nextDouble() * 60, classes);
        String id = Ids.soundActivity(CameraLog.CAMERA, CameraLog.time(soundStart));
        if (!ended.contains(id)) {
          ended.add(id);
        }
      }
    }

    private Detection[] objects() {
      Detection[] objects = new Detection[random.nextInt(4)];
      for (int i = 0; i < objects.length; i++) {
        float score = random.nextInt(20) == 0 ? Float.NaN : random.nextFloat() * 1.1f;
        objects[i] = new Detection(labels[random.nextInt(labels.length)], score, box(), 0, false);
      }
      return objects;
    }

    private Box box() {
      return new Box(
          random.nextInt(5) / 5f, random.nextInt(3) / 3f, random.nextFloat(), random.nextFloat());
    }
  }
}
