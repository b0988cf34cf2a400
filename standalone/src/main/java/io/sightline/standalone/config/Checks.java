package io.sightline.standalone.config;

import io.sightline.runtime.ConfigProblems;
import io.sightline.runtime.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at the values of a part of the configuration, and tells all that is wrong at once. */
final class Checks {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

  private final List<String> problems = new ArrayList<>();

  void problem(String key, Object value, String expected) {
    problems.add(key + ": " + value + ", " + expected);
  }

  void require(@Nullable Object value, String key) {
    if (value == null) {
      problems.add(key + ": missing");
    }
  }

  void oneOf(String key, @Nullable String value, Collection<String> known) {
    if (value != null && !known.contains(value)) {
      problem(key, "'" + value + "'", Suggestion.expected(value, known));
    }
  }

  void allOf(String key, List<String> values, Collection<String> known) {
    values.forEach(value -> oneOf(key, value, known));
  }

  <T extends Comparable<T>> T within(String key, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      problem(key, value, "expected " + least + " to " + most);
    }
    return value;
  }

  Double within(String key, Double value, int least, int most) {
    return within(key, value, (double) least, (double) most);
  }

  void atMost(String key, List<?> values, int most) {
    if (values.size() > most) {
      problem(key, values.size() + " of them", "expected " + most + " at most");
    }
  }

  /** For what rules refer to. */
  void name(String key, @Nullable String value) {
    require(value, key);
    if (value != null && !NAME.matcher(value).matches()) {
      problem(
          key,
          "'" + value + "'",
          "expected 1 to 64 of a-z, 0-9 and inner hyphens, as front-garden");
    }
  }

  void distinct(String key, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        problem(key, "'" + name + "' stands twice", "expected different ids");
      }
    }
  }

  /** A pair of fractions. */
  void point(String key, @Nullable List<Double> point) {
    boolean inside =
        point != null
            && point.size() == 2
            && point.stream().allMatch(each -> each != null && each >= 0 && each <= 1);
    if (!inside) {
      problem(
          key,
          String.valueOf(point),
          "expected [x, y] as fractions of the frame, 0 to 1, from its top left");
    }
  }

  boolean fine() {
    return problems.isEmpty();
  }

  /** Throws if there was something. */
  void done() {
    ConfigProblems.refuse(problems);
  }
}
