package io.sightline.alerting.core.rules;

import io.sightline.avro.Hours;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * When a rule holds, by the wall clock of a place. So where the clock is put forward, what does not
 * exist counts as the moment of the change, and where it is put back the hour that comes twice
 * counts twice.
 */
final class Schedule {
  private static final int MINUTES_A_DAY = 24 * 60;
  private static final int DAYS_A_WEEK = 7;
  private static final String[] DAYS = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

  private final List<Hours> stretches;

  Schedule(List<Hours> stretches) {
    this.stretches = List.copyOf(stretches);
  }

  /** A moment as the clock on the wall shows it: day 1 Monday to 7 Sunday, minutes of the day. */
  record WallTime(int day, int minute) {
    private static final int THURSDAY = 3; // 1970-01-01

    static WallTime of(Instant moment, ZoneRules zone) {
      long minutes =
          Math.floorDiv(moment.getEpochSecond() + zone.getOffset(moment).getTotalSeconds(), 60L);
      long days = Math.floorDiv(minutes, (long) MINUTES_A_DAY);
      return new WallTime(
          (int) Math.floorMod(days + THURSDAY, (long) DAYS_A_WEEK) + 1,
          (int) Math.floorMod(minutes, (long) MINUTES_A_DAY));
    }

    private int yesterday() {
      return day == 1 ? DAYS_A_WEEK : day - 1;
    }
  }

  /** UTC where nobody knows the zone. */
  static ZoneRules zone(String name) {
    try {
      return ZoneId.of(name).getRules();
    } catch (DateTimeException e) {
      return ZoneId.of("UTC").getRules();
    }
  }

  boolean always() {
    return stretches.isEmpty();
  }

  boolean holds(WallTime time) {
    for (Hours stretch : stretches) {
      if (holds(stretch, time)) {
        return true;
      }
    }
    return stretches.isEmpty();
  }

  private static boolean holds(Hours stretch, WallTime time) {
    int from = stretch.getFromMinute();
    int until = stretch.getUntilMinute();
    boolean today = time.minute >= from && begins(stretch, time.day);
    if (from < until) {
      return today && time.minute < until;
    }
    return today || (time.minute < until && begins(stretch, time.yesterday()));
  }

  private static boolean begins(Hours stretch, int day) {
    return stretch.getDays().isEmpty() || stretch.getDays().contains(day);
  }

  /** As {@code mon,tue 22:00-06:00}, more of them with {@code or}. */
  String words() {
    List<String> all = new ArrayList<>();
    for (Hours stretch : stretches) {
      List<String> days =
          stretch.getDays().stream()
              .map(day -> day >= 1 && day <= DAYS_A_WEEK ? DAYS[day - 1] : "?")
              .toList();
      String time = clock(stretch.getFromMinute()) + "-" + clock(stretch.getUntilMinute());
      all.add(days.isEmpty() ? time : String.join(",", days) + " " + time);
    }
    return String.join(" or ", all);
  }

  private static String clock(int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
  }
}
