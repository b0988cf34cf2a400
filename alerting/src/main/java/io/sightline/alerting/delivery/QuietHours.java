package io.sightline.alerting.delivery;

import static java.util.Objects.requireNonNullElse;

import io.sightline.avro.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * When a channel is not to disturb, in local time: from a time of day until another, on the next
 * day if that is earlier.
 *
 * @param days on which it begins; absent: every day
 * @param from for example {@code 22:00}
 * @param until the first minute that is no longer quiet; the same as {@code from}: a whole day
 * @param minSeverity from which on alerts are told all the same
 */
public record QuietHours(List<Day> days, String from, String until, Severity minSeverity) {
  /** As {@link java.time.DayOfWeek}. */
  public enum Day {
    MON,
    TUE,
    WED,
    THU,
    FRI,
    SAT,
    SUN
  }

  public QuietHours {
    days = List.copyOf(requireNonNullElse(days, List.of(Day.values())));
    time("from", from);
    time("until", until);
    minSeverity = requireNonNullElse(minSeverity, Severity.CRITICAL);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("days []: expected one or more of mon to sun");
    }
    if (minSeverity == Severity.UNKNOWN) {
      throw new IllegalArgumentException("min_severity unknown: expected info to critical");
    }
  }

  boolean silences(Severity severity, Instant now, ZoneId zone) {
    return severity.ordinal() < minSeverity.ordinal() && isAt(now.atZone(zone));
  }

  private boolean isAt(ZonedDateTime now) {
    LocalTime begin = time("from", from);
    LocalTime end = time("until", until);
    LocalTime at = now.toLocalTime();
    Day today = Day.values()[now.getDayOfWeek().getValue() - 1];
    Day yesterday = Day.values()[now.minusDays(1).getDayOfWeek().getValue() - 1];
    if (begin.isBefore(end)) {
      return days.contains(today) && !at.isBefore(begin) && at.isBefore(end);
    }
    return (days.contains(today) && !at.isBefore(begin))
        || (days.contains(yesterday) && at.isBefore(end));
  }

  private static LocalTime time(String key, String text) {
    try {
      return LocalTime.parse(text == null ? "" : text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          key + " " + (text == null ? "is missing" : "'" + text + "'") + ": expected as 22:00", e);
    }
  }
}
