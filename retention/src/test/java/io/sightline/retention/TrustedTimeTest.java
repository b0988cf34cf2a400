package io.sightline.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class TrustedTimeTest {
  private static final Duration STEP = Duration.ofDays(1);
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static TrustedTime at(Instant time) {
    return TrustedTime.NONE.read(time, STEP);
  }

  @Test
  void withoutARecord_anyClockIsBelieved() {
    assertThat(TrustedTime.NONE.now(BEGIN.plus(Duration.ofDays(9999)), STEP))
        .isEqualTo(BEGIN.plus(Duration.ofDays(9999)));
  }

  @Test
  void clockThatLeaps_standsStillAndSaysByHowMuch() {
    TrustedTime time = at(BEGIN);
    Instant leapt = BEGIN.plus(Duration.ofDays(365));
    assertThat(time.looked(leapt, STEP)).isEqualTo(time);
    assertThat(time.now(leapt, STEP)).isEqualTo(BEGIN);
    assertThat(time.leap(leapt, STEP)).contains(Duration.ofDays(365));
  }

  @Test
  void recordsOneAfterTheOther_carryTimeOverADowntime() {
    TrustedTime time = at(BEGIN);
    for (int hour = 1; hour <= 24 * 40; hour++) {
      time = time.read(BEGIN.plus(Duration.ofHours(hour)), STEP);
    }
    Instant now = BEGIN.plus(Duration.ofDays(40));
    assertThat(time.now(now, STEP)).isEqualTo(now);
  }

  @Test
  void clockThatGoesBack_isTakenAsItIs() {
    TrustedTime time = at(BEGIN);
    Instant back = BEGIN.minus(Duration.ofDays(365));
    assertThat(time.now(back, STEP)).isEqualTo(back);
    assertThat(time.setBack(back, STEP)).contains(Duration.ofDays(365));
    assertThat(time.looked(back, STEP)).isEqualTo(time);
  }

  /** A leap second is smeared or repeated: the clock stands, or goes back by a second. */
  @Test
  void leapSecondAndBothNightsOfDaylightSaving_areNothingSpecial() {
    TrustedTime time = at(ZonedDateTime.of(2026, 3, 28, 23, 0, 0, 0, BERLIN).toInstant());
    Instant last = time.latest();
    for (int minute = 0; minute < 60 * 24 * 240; minute++) {
      Instant wallClock = last.plusSeconds(60L * minute);
      Instant shown = minute == 1000 ? wallClock.minusSeconds(1) : wallClock;
      time = time.looked(shown, STEP);
      assertThat(time.now(shown, STEP)).isEqualTo(shown);
    }
    assertThat(time.leap(last.plus(Duration.ofDays(240)), STEP)).isEmpty();
  }
}
