package io.sightline.ingest.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.ingest.motion.ActivityEvent.Cause;
import io.sightline.ingest.motion.ActivityEvent.Ended;
import io.sightline.ingest.motion.ActivityEvent.Ongoing;
import io.sightline.ingest.motion.ActivityEvent.Sample;
import io.sightline.ingest.motion.ActivityEvent.Started;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ActivityMachineTest {
  private static final long STEP = 200_000;
  private final ActivityMachine machine = new ActivityMachine(ActivitySettings.DEFAULT);

  /** An event and the capture time of the picture that led to it. */
  private record At(long micros, ActivityEvent event) {}

  /** One character a picture: '#' moving, 'd' differs, '.' nothing. */
  private List<At> run(String pictures) {
    List<At> out = new ArrayList<>();
    ActivityMachine.State state = ActivityMachine.start();
    long at = 0;
    for (char c : pictures.toCharArray()) {
      at += STEP;
      Verdict verdict = new Verdict(at, c == '.' ? 0 : 0.1f, c == '#', c != '.', List.of());
      ActivityMachine.Next next = machine.next(state, verdict);
      state = next.state();
      for (ActivityEvent event : next.events()) {
        out.add(new At(at, event));
      }
    }
    for (ActivityEvent event : machine.end(state, Cause.SOURCE_ENDED).events()) {
      out.add(new At(at, event));
    }
    return out;
  }

  private static <T> List<T> only(List<At> events, Class<T> type) {
    return events.stream().map(At::event).filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void oneChangedPicture_isNothing() {
    assertThat(only(run("....#......"), Started.class)).isEmpty();
  }

  @Test
  void twoOfThree_startWithTheFirst() {
    assertThat(only(run("..#.#......"), Started.class))
        .containsExactly(new Started(3 * STEP, null));
    assertThat(only(run("..##......."), Started.class))
        .containsExactly(new Started(3 * STEP, null));
  }

  @Test
  void quietSpell_endsAndIsSampled() {
    List<At> events = run("..####" + ".".repeat(20));
    Ended ended = only(events, Ended.class).get(0);
    assertThat(ended.cause()).isEqualTo(Cause.QUIET);
    assertThat(ended.summary().lastMicros() - 6 * STEP).isBetween(2_500_000L, 3_000_000L);
    long absent =
        events.stream().filter(e -> e.event() instanceof Sample && e.micros() > 6 * STEP).count();
    assertThat(absent).isGreaterThanOrEqualTo(6);
  }

  @Test
  void movingOn_isSampledAtEachPictureAtFirstThenTwiceASecond() {
    List<At> events = run("#".repeat(100));
    List<At> samples = events.stream().filter(e -> e.event() instanceof Sample).toList();
    assertThat(samples.stream().filter(e -> e.micros() <= 15 * STEP)).hasSize(14);
    assertThat(samples.stream().filter(e -> e.micros() > 15 * STEP)).hasSizeBetween(42, 43);
  }

  @Test
  void standingStill_isSampledTwiceASecond() {
    List<At> events = run("###" + "d".repeat(100));
    assertThat(only(events, Sample.class)).hasSizeBetween(50, 55);
    assertThat(only(events, Ongoing.class)).hasSize(4);
  }

  @Test
  void twoMinutes_areCutAndContinued() {
    List<At> events = run("#".repeat(700));
    assertThat(only(events, Ended.class))
        .extracting(Ended::cause)
        .containsExactly(Cause.CUT, Cause.SOURCE_ENDED);
    assertThat(only(events, Started.class))
        .containsExactly(new Started(STEP, null), new Started(601 * STEP, STEP));
  }

  @Test
  void movingTime_isCounted() {
    Ended ended = only(run("..#####ddddd" + ".".repeat(20)), Ended.class).get(0);
    assertThat(ended.summary().movingMicros()).isEqualTo(4 * STEP);
  }

  @Provide
  Arbitrary<String> footage() {
    Arbitrary<String> stretch =
        Arbitraries.integers()
            .between(1, 250)
            .flatMap(n -> Arbitraries.of("#", "d", ".", "#.", "#d..").map(s -> s.repeat(n)));
    return stretch.list().ofMaxSize(12).map(parts -> String.join("", parts));
  }

  @Property(tries = 300)
  void startsAndEnds_alternate(@ForAll("footage") String footage) {
    boolean open = false;
    for (At at : run(footage)) {
      if (at.event() instanceof Started) {
        assertThat(open).isFalse();
        open = true;
      } else if (at.event() instanceof Ended) {
        assertThat(open).isTrue();
        open = false;
      } else if (at.event() instanceof Sample || at.event() instanceof Ongoing) {
        assertThat(open).isTrue();
      }
    }
    assertThat(open).isFalse();
  }

  @Property(tries = 300)
  void changeOfTwoPictures_liesInAnActivity(@ForAll("footage") String footage) {
    boolean[] covered = new boolean[footage.length() + 1];
    for (Ended ended : only(run(footage), Ended.class)) {
      int from = (int) (ended.summary().startMicros() / STEP);
      int to = (int) (ended.summary().lastMicros() / STEP);
      Arrays.fill(covered, from, to + 1, true);
    }
    for (int i = 1; i < footage.length(); i++) {
      if (footage.charAt(i) != '.' && footage.charAt(i - 1) != '.') {
        assertThat(covered[i + 1]).isTrue();
      }
    }
  }

  @Property(tries = 300)
  void openActivity_isSampledTwiceASecondAndBounded(@ForAll("footage") String footage) {
    long last = -1;
    for (At at : run(footage)) {
      if (at.event() instanceof Started) {
        last = at.micros();
      } else if (at.event() instanceof Sample) {
        assertThat(at.micros() - last).isLessThanOrEqualTo(500_000);
        last = at.micros();
      } else if (at.event() instanceof Ended ended) {
        long length = ended.summary().lastMicros() - ended.summary().startMicros();
        assertThat(length).isLessThanOrEqualTo(120_000_000 + 2_800_000);
      }
    }
  }
}
