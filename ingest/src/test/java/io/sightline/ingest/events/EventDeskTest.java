package io.sightline.ingest.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Camera;
import io.sightline.ingest.events.ToldEvent.Phase;
import io.sightline.ingest.motion.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventDeskTest {
  private static final Camera CAMERA = Camera.newBuilder().setCamera("cam").build();

  private final TurnedClock clock = new TurnedClock();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final EventDesk desk = new EventDesk(clock, metrics);

  private static ToldEvent event(String id, Phase phase) {
    return new ToldEvent("frigate", id, phase, "", 0, null, List.of());
  }

  @Test
  void cameraThatIsNotOpenHere_isElsewhere() {
    assertThat(desk.tell("cam", event("a", Phase.SINGLE))).isEqualTo(EventOutcome.ELSEWHERE);
    desk.open(CAMERA);
    assertThat(desk.tell("cam", event("a", Phase.SINGLE))).isEqualTo(EventOutcome.TAKEN);
    desk.close("cam");
    assertThat(desk.tell("cam", event("b", Phase.SINGLE))).isEqualTo(EventOutcome.ELSEWHERE);
    assertThat(metrics.counter("sightline.ingest.events", "way", "frigate", "outcome", "elsewhere"))
        .satisfies(counter -> assertThat(counter.count()).isEqualTo(2));
  }

  @Test
  void eventToldToItsEnd_isNotTakenAgainEvenByANewSession() {
    desk.open(CAMERA);
    assertThat(desk.tell("cam", event("a", Phase.STARTED))).isEqualTo(EventOutcome.TAKEN);
    assertThat(desk.tell("cam", event("a", Phase.ENDED))).isEqualTo(EventOutcome.TAKEN);
    desk.close("cam");
    desk.open(CAMERA);
    assertThat(desk.tell("cam", event("a", Phase.ONGOING))).isEqualTo(EventOutcome.REPEATED);
    assertThat(desk.tell("cam", event("a", Phase.ENDED))).isEqualTo(EventOutcome.REPEATED);
  }

  @Test
  void tooManyWithoutAPicture_areRefused() {
    desk.open(CAMERA);
    for (int i = 0; i < 64; i++) {
      assertThat(desk.tell("cam", event("e" + i, Phase.SINGLE))).isEqualTo(EventOutcome.TAKEN);
    }
    assertThat(desk.tell("cam", event("more", Phase.SINGLE))).isEqualTo(EventOutcome.FULL);
    assertThat(desk.tell("cam", event("more", Phase.SINGLE))).isEqualTo(EventOutcome.FULL);
  }

  @Test
  void eventThatWaitedTooLongForAPicture_isUnseen() {
    EventWatch watch = new EventWatch(desk.open(CAMERA), EventLimits.DEFAULT);
    assertThat(desk.tell("cam", event("a", Phase.SINGLE))).isEqualTo(EventOutcome.TAKEN);
    clock.now = clock.now.plus(Duration.ofSeconds(31));
    Verdict nothing = new Verdict(0, 0, false, false, List.of());
    assertThat(watch.isCalled()).isTrue();
    assertThat(watch.with(nothing).changed()).isFalse();
    assertThat(watch.isCalled()).isFalse();
    assertThat(desk.tell("cam", event("b", Phase.SINGLE))).isEqualTo(EventOutcome.TAKEN);
    assertThat(watch.with(nothing).changed()).isTrue();
    assertThat(watch.isCalled()).isTrue();
    assertThat(
            metrics
                .counter("sightline.ingest.events", "way", "frigate", "outcome", "unseen")
                .count())
        .isEqualTo(1);
  }

  private static final class TurnedClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
