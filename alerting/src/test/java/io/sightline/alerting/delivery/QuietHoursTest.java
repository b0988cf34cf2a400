package io.sightline.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.alerting.delivery.QuietHours.Day;
import io.sightline.avro.Severity;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
  private static final QuietHours FRIDAY_NIGHT =
      new QuietHours(List.of(Day.FRI), "22:00", "07:00", Severity.CRITICAL);

  @ParameterizedTest
  @CsvSource({
    "2026-03-06T20:59:59Z, false", // Friday in Berlin
    "2026-03-06T21:00:00Z, true",
    "2026-03-07T05:59:59Z, true", // Saturday morning belongs to Friday night
    "2026-03-07T06:00:00Z, false",
    "2026-03-07T22:00:00Z, false", // Saturday night
    "2026-03-06T05:00:00Z, false" // Thursday night
  })
  void night_beginsOnItsDayAndEndsOnTheNext(Instant now, boolean silent) {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertThat(FRIDAY_NIGHT.silences(Severity.WARNING, now, berlin)).isEqualTo(silent);
    assertThat(FRIDAY_NIGHT.silences(Severity.CRITICAL, now, berlin)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T00:59:59Z, true", // 01:59:59, then the clock goes to 03:00
    "2026-03-29T01:00:00Z, false",
    "2026-10-25T00:30:00Z, true", // 02:30 for the first time
    "2026-10-25T01:30:00Z, true", // 02:30 for the second time
    "2026-10-25T02:00:00Z, false"
  })
  void nightOfTheChangeOfTime_endsByTheClockOnTheWall(Instant now, boolean silent) {
    QuietHours hours = new QuietHours(null, "22:00", "03:00", Severity.CRITICAL);
    assertThat(hours.silences(Severity.INFO, now, ZoneId.of("Europe/Berlin"))).isEqualTo(silent);
  }

  /** Around every change of time of some years, in zones with whole, half and quarter hours. */
  @Property
  void everyInstant_isSilentExactlyIfTheClockOnTheWallSaysSo(
      @ForAll @LongRange(min = 1_700_000_000, max = 1_900_000_000) long second,
      @ForAll @IntRange(max = 1439) int from,
      @ForAll @IntRange(max = 1439) int until,
      @ForAll @IntRange(max = 5) int zone) {
    List<String> zones =
        List.of(
            "Europe/Berlin",
            "America/St_Johns",
            "Australia/Lord_Howe",
            "Pacific/Chatham",
            "Asia/Kathmandu",
            "Africa/Casablanca");
    ZoneId there = ZoneId.of(zones.get(zone));
    LocalTime begin = LocalTime.ofSecondOfDay(from * 60L);
    LocalTime end = LocalTime.ofSecondOfDay(until * 60L);
    QuietHours hours = new QuietHours(null, begin.toString(), end.toString(), null);
    Instant now = Instant.ofEpochSecond(second);
    int minute = now.atZone(there).toLocalTime().toSecondOfDay() / 60;

    boolean within =
        from < until ? minute >= from && minute < until : minute >= from || minute < until;
    assertThat(hours.silences(Severity.WARNING, now, there)).isEqualTo(within);
  }
}
