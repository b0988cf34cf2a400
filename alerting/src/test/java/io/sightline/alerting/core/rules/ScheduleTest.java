package io.sightline.alerting.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.alerting.core.rules.Schedule.WallTime;
import io.sightline.avro.Hours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Instant BEGIN_2026 = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<ZoneId> CHANGING = changing();

  /** All places where the clock is put forward or back after 2026 began. */
  private static List<ZoneId> changing() {
    return ZoneId.getAvailableZoneIds().stream()
        .sorted()
        .map(ZoneId::of)
        .filter(zone -> zone.getRules().nextTransition(BEGIN_2026) != null)
        .toList();
  }

  private static Hours hours(String from, String until, Integer... days) {
    return new Hours(List.of(days), minute(from), minute(until));
  }

  private static int minute(String time) {
    return LocalTime.parse(time).toSecondOfDay() / 60;
  }

  private static boolean holds(Hours hours, ZoneId zone, Instant moment) {
    return new Schedule(List.of(hours)).holds(WallTime.of(moment, zone.getRules()));
  }

  /** How many minutes of a local day the hours hold, in the order of time. */
  private static int minutes(Hours hours, String zoneName, String day) {
    ZoneId zone = ZoneId.of(zoneName);
    Instant at = LocalDate.parse(day).atStartOfDay(zone).toInstant();
    Instant end = LocalDate.parse(day).plusDays(1).atStartOfDay(zone).toInstant();
    int count = 0;
    for (; at.isBefore(end); at = at.plusSeconds(60)) {
      count += holds(hours, zone, at) ? 1 : 0;
    }
    return count;
  }

  @Test
  void clockPutForward_whatDoesNotExistCountsAsTheMomentOfTheChange() {
    assertThat(minutes(hours("02:00", "03:00"), "Europe/Berlin", "2026-03-29")).isZero();
    assertThat(minutes(hours("02:10", "02:50"), "Europe/Berlin", "2026-03-29")).isZero();
    assertThat(minutes(hours("01:30", "02:30"), "Europe/Berlin", "2026-03-29")).isEqualTo(30);
    assertThat(minutes(hours("02:30", "03:30"), "Europe/Berlin", "2026-03-29")).isEqualTo(30);
    assertThat(minutes(hours("00:00", "06:00"), "America/New_York", "2026-03-08")).isEqualTo(300);
  }

  @Test
  void clockPutBack_theHourThatComesTwiceCountsTwice() {
    assertThat(minutes(hours("02:00", "03:00"), "Europe/Berlin", "2026-10-25")).isEqualTo(120);
    assertThat(minutes(hours("02:30", "02:45"), "Europe/Berlin", "2026-10-25")).isEqualTo(30);
    assertThat(minutes(hours("00:00", "06:00"), "America/New_York", "2026-11-01")).isEqualTo(420);
    assertThat(minutes(hours("01:30", "02:00"), "Australia/Lord_Howe", "2026-04-05")).isEqualTo(60);
  }

  @Test
  void midnightThatDoesNotExist_theNightBeforeGoesOnFromTheChange() {
    assertThat(minutes(hours("22:00", "02:00"), "Africa/Cairo", "2026-04-24")).isEqualTo(60 + 120);
    assertThat(minutes(hours("22:00", "06:00", 5), "Pacific/Apia", "2011-12-31"))
        .as("there was no Friday 2011-12-30; its night began at the change")
        .isEqualTo(360);
  }

  @Test
  void overnight_belongsToTheDayOnWhichItBegins() {
    Hours fridays = hours("22:00", "06:00", 5);
    ZoneId utc = ZoneId.of("UTC");

    assertThat(holds(fridays, utc, Instant.parse("2026-11-27T21:59:59Z"))).isFalse();
    assertThat(holds(fridays, utc, Instant.parse("2026-11-27T22:00:00Z"))).isTrue();
    assertThat(holds(fridays, utc, Instant.parse("2026-11-28T05:59:59Z"))).isTrue();
    assertThat(holds(fridays, utc, Instant.parse("2026-11-28T06:00:00Z"))).isFalse();
    assertThat(holds(fridays, utc, Instant.parse("2026-11-27T05:00:00Z"))).isFalse();
    assertThat(holds(fridays, utc, Instant.parse("2026-11-28T22:00:00Z"))).isFalse();
  }

  @Test
  void zoneThatNobodyKnows_isReadAsUtc() {
    assertThat(Schedule.zone("Mars/Olympus")).isEqualTo(ZoneId.of("UTC").getRules());
  }

  @Test
  void words_nameDaysAndTimes() {
    Schedule schedule =
        new Schedule(List.of(hours("22:00", "06:00", 1, 2), hours("00:05", "12:00")));

    assertThat(schedule.words()).isEqualTo("mon,tue 22:00-06:00 or 00:05-12:00");
  }

  /** Minute by minute through the night of a change, against java.time's own wall clock. */
  @Property(tries = 600)
  void aroundAChange_theSameAsMinuteByMinute(
      @ForAll @IntRange(max = 999) int place,
      @ForAll @IntRange(max = 3) int later,
      @ForAll @IntRange(max = 1439) int from,
      @ForAll @IntRange(max = 1439) int until,
      @ForAll @IntRange(max = 127) int days) {
    ZoneId zone = CHANGING.get(place % CHANGING.size());
    ZoneOffsetTransition change = zone.getRules().nextTransition(BEGIN_2026);
    for (int i = 0; i < later && zone.getRules().nextTransition(change.getInstant()) != null; i++) {
      change = zone.getRules().nextTransition(change.getInstant());
    }
    Hours hours = new Hours(named(days), from, until);
    Instant begin = change.getInstant().minus(Duration.ofHours(26));
    for (int minute = 0; minute < 52 * 60; minute++) {
      Instant at = begin.plusSeconds(60L * minute + minute % 60);
      LocalDateTime wall = LocalDateTime.ofInstant(at, zone);

      assertThat(holds(hours, zone, at))
          .as("%s %s %s", zone, wall, hours)
          .isEqualTo(on(hours, wall));
    }
  }

  private static List<Integer> named(int bits) {
    List<Integer> days = new ArrayList<>();
    for (int day = 1; day <= 7; day++) {
      if ((bits >> (day - 1) & 1) == 1) {
        days.add(day);
      }
    }
    return days;
  }

  /** Whether the wall clock shows a time between begin and end of a stretch of one of its days. */
  private static boolean on(Hours hours, LocalDateTime wall) {
    for (LocalDate day : List.of(wall.toLocalDate(), wall.toLocalDate().minusDays(1))) {
      LocalDateTime begin = day.atStartOfDay().plusMinutes(hours.getFromMinute());
      LocalDateTime end = day.atStartOfDay().plusMinutes(hours.getUntilMinute());
      end = end.isAfter(begin) ? end : end.plusDays(1);
      DayOfWeek name = day.getDayOfWeek();
      boolean named = hours.getDays().isEmpty() || hours.getDays().contains(name.getValue());
      if (named && !wall.isBefore(begin) && wall.isBefore(end)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void places_areMany() {
    assertThat(CHANGING).hasSizeGreaterThan(100);
  }
}
