package io.sightline.standalone.config;

import static java.util.Objects.requireNonNullElse;

import io.sightline.avro.Hours;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the week, by the clock on the wall where the camera is.
 *
 * @param days on which it begins: {@code mon} to {@code sun}, or {@code mon..fri}; absent: every
 *     day
 * @param from as {@code 22:00}
 * @param until as {@code 06:00}; past midnight if it is not after {@code from}
 */
public record HoursConfig(List<String> days, String from, String until) {
  private static final List<String> WEEK = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final Pattern RANGE = Pattern.compile("(\\w+)\\s*\\.\\.\\s*(\\w+)");
  private static final Pattern CLOCK = Pattern.compile("([01]?\\d|2[0-3]):([0-5]\\d)");

  public HoursConfig {
    days = requireNonNullElse(days, List.of());
    Checks checks = new Checks();
    for (String each : days) {
      Matcher range = RANGE.matcher(each);
      List<String> named =
          range.matches() ? List.of(range.group(1), range.group(2)) : List.of(each);
      named.forEach(day -> checks.oneOf("days", day.toLowerCase(Locale.ROOT), WEEK));
    }
    time("from", from, checks);
    time("until", until, checks);
    if (checks.fine() && minute(from) == minute(until)) {
      checks.problem(
          "until",
          "'" + until + "'",
          "expected another time than from; leave hours out for always");
    }
    checks.done();
  }

  private static void time(String key, @Nullable String value, Checks checks) {
    checks.require(value, key);
    if (value != null && !CLOCK.matcher(value).matches()) {
      boolean midnight = value.equals("24:00");
      checks.problem(
          key,
          "'" + value + "'",
          midnight ? "expected 00:00 for midnight" : "expected a time of day as 06:30 or 22:00");
    }
  }

  private static int minute(String time) {
    String[] parts = time.split(":", -1);
    return Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
  }

  Hours toRecord() {
    TreeSet<Integer> numbers = new TreeSet<>();
    days.forEach(each -> numbers.addAll(numbers(each.toLowerCase(Locale.ROOT))));
    return new Hours(List.copyOf(numbers), minute(from), minute(until));
  }

  /** 1 Monday to 7 Sunday; a range may go on into the next week. */
  private static List<Integer> numbers(String days) {
    Matcher range = RANGE.matcher(days);
    int first = WEEK.indexOf(range.matches() ? range.group(1) : days);
    int last = range.matches() ? WEEK.indexOf(range.group(2)) : first;
    List<Integer> numbers = new ArrayList<>();
    for (int i = first; i <= (last < first ? last + WEEK.size() : last); i++) {
      numbers.add(i % WEEK.size() + 1);
    }
    return numbers;
  }
}
