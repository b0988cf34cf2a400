package io.sightline.console.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Parts of sentences. */
final class Words {
  private Words() {}

  /** {@code NEW_INCIDENT} becomes {@code new-incident}. */
  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code 0.4 s}, {@code 6 s}, {@code 2 min}, {@code 2 min 5 s}. */
  static String span(Instant start, Instant end) {
    return span(Duration.between(start, end).toMillis());
  }

  static String span(long millis) {
    if (millis < 1_000) {
      return String.format(Locale.ROOT, "%.1f s", Math.max(0, millis) / 1000.0);
    }
    long seconds = (millis + 500) / 1000;
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
  }

  static String score(double score) {
    return String.format(Locale.ROOT, "%.2f", score);
  }

  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
