package io.sightline.ingest.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.ingest.events.ToldEvent.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenEventsTest {
  private static final long SECOND = 1_000_000;
  private final OpenEvents events = new OpenEvents(EventLimits.DEFAULT);

  private static ToldEvent event(String id, Phase phase) {
    return new ToldEvent("frigate", id, phase, "", 0, null, List.of());
  }

  /** Whether something goes on, with a picture each 0.2 s up to a time. */
  private boolean goesOn(double from, double to) {
    boolean open = false;
    for (long at = (long) (from * SECOND); at <= to * SECOND; at += SECOND / 5) {
      open = !events.at(at).isEmpty();
    }
    return open;
  }

  @Test
  void single_lastsTenSeconds() {
    events.take(event("a", Phase.SINGLE), 0);
    assertThat(goesOn(0, 9.8)).isTrue();
    assertThat(goesOn(10, 10)).isFalse();
  }

  @Test
  void startedWithoutAWord_isGivenUp() {
    events.take(event("a", Phase.STARTED), 0);
    assertThat(goesOn(0, 59)).isTrue();
    assertThat(goesOn(59, 61)).isFalse();
  }

  @Test
  void ongoing_keepsItOpenButNotForEver() {
    events.take(event("a", Phase.STARTED), 0);
    for (int minute = 0; minute < 9; minute++) {
      events.take(event("a", Phase.ONGOING), minute * 50 * SECOND);
      assertThat(goesOn(minute * 50, minute * 50 + 49)).isTrue();
    }
    for (int second = 450; second < 590; second += 40) {
      events.take(event("a", Phase.ONGOING), second * SECOND);
    }
    assertThat(goesOn(450, 599)).isTrue();
    assertThat(goesOn(600, 600)).isFalse();
  }

  @Test
  void ended_closesAfterTheLeastTime() {
    events.take(event("a", Phase.STARTED), 0);
    events.take(event("a", Phase.ENDED), 0);
    assertThat(goesOn(0, 1.8)).isTrue();
    assertThat(goesOn(2, 2)).isFalse();
  }

  @Test
  void slowPictures_areSeenAtLeastThreeTimes() {
    events.take(event("a", Phase.STARTED), 0);
    events.take(event("a", Phase.ENDED), 0);
    assertThat(events.at(0)).isNotEmpty();
    assertThat(events.at(5 * SECOND)).isNotEmpty();
    assertThat(events.at(10 * SECOND)).isNotEmpty();
    assertThat(events.at(15 * SECOND)).isEmpty();
  }

  @Test
  void endWithoutABeginning_isNothing() {
    events.take(event("a", Phase.ENDED), 0);
    assertThat(events.at(0)).isEmpty();
  }

  @Test
  void tooMany_theOldestGivesWay() {
    for (int i = 0; i < 40; i++) {
      events.take(event("e" + i, Phase.STARTED), i);
    }
    assertThat(events.at(100)).hasSize(16).extracting(ToldEvent::id).contains("e39", "e24");
  }
}
