package io.sightline.standalone.backfill;

import io.sightline.avro.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which alerts of two lists are about the same. Their ids are of no help: another model sees
 * somebody a frame earlier, and that makes another id.
 */
final class AlertComparison {
  /** Two spans with so little between them may be of the same visit. */
  private static final Duration APART = Duration.ofSeconds(1);

  /** Raised earlier or later by less is no difference. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private record Pair(Alert before, Alert after, boolean sameSubject, Duration overlap) {}

  private AlertComparison() {}

  /**
   * One difference for each alert, or pair of alerts, by camera and time.
   *
   * @param before highest revisions
   * @param after highest revisions
   */
  static List<Difference> of(List<Alert> before, List<Alert> after) {
    Set<Alert> unmatched = new HashSet<>(before);
    Set<Alert> fresh = new HashSet<>(after);
    List<Difference> all = new ArrayList<>();
    for (Pair pair : pairs(before, after)) {
      if (unmatched.contains(pair.before()) && fresh.contains(pair.after())) {
        unmatched.remove(pair.before());
        fresh.remove(pair.after());
        all.add(
            new Difference(pair.before(), pair.after(), differing(pair.before(), pair.after())));
      }
    }
    unmatched.forEach(alert -> all.add(new Difference(alert, null, List.of())));
    fresh.forEach(alert -> all.add(new Difference(null, alert, List.of())));
    all.sort(
        Comparator.comparing((Difference each) -> each.any().getCamera())
            .thenComparing(each -> each.any().getStartedAt())
            .thenComparing(each -> each.any().getAlertId())
            .thenComparing(Difference::kind));
    return all;
  }

  /** All that may be about the same, the most likely first. */
  private static List<Pair> pairs(List<Alert> before, List<Alert> after) {
    Map<String, List<Alert>> byCamera = new HashMap<>();
    after.forEach(a -> byCamera.computeIfAbsent(a.getCamera(), c -> new ArrayList<>()).add(a));
    List<Pair> pairs = new ArrayList<>();
    for (Alert one : before) {
      for (Alert other : byCamera.getOrDefault(one.getCamera(), List.of())) {
        Duration overlap = overlap(one, other);
        if (overlap.compareTo(APART.negated()) >= 0) {
          pairs.add(new Pair(one, other, one.getSubject() == other.getSubject(), overlap));
        }
      }
    }
    pairs.sort(
        Comparator.comparing((Pair pair) -> !pair.sameSubject())
            .thenComparing(Pair::overlap, Comparator.reverseOrder())
            .thenComparing(pair -> pair.before().getAlertId())
            .thenComparing(pair -> pair.after().getAlertId()));
    return pairs;
  }

  /** Below zero: so much lies between them. */
  private static Duration overlap(Alert one, Alert other) {
    Instant from = later(one.getStartedAt(), other.getStartedAt());
    Instant to = earlier(one.getEndedAt(), other.getEndedAt());
    return Duration.between(from, to);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static List<String> differing(Alert before, Alert after) {
    List<String> what = new ArrayList<>();
    add(what, "subject", word(before.getSubject()), word(after.getSubject()));
    add(what, "label", before.getLabel(), after.getLabel());
    add(what, "severity", word(before.getSeverity()), word(after.getSeverity()));
    add(what, "rule", before.getRule(), after.getRule());
    add(what, "zones", list(before.getZones()), list(after.getZones()));
    add(what, "channels", list(before.getChannels()), list(after.getChannels()));
    Duration later = Duration.between(before.getRaisedAt(), after.getRaisedAt());
    if (later.abs().compareTo(AT_ONCE) >= 0) {
      what.add(
          String.format(
              Locale.ROOT,
              "raised %.1f s %s",
              later.abs().toMillis() / 1000.0,
              later.isNegative() ? "earlier" : "later"));
    }
    return what;
  }

  private static void add(List<String> what, String name, String before, String after) {
    if (!before.equals(after)) {
      what.add(name + " " + shown(before) + " -> " + shown(after));
    }
  }

  private static String shown(String value) {
    return value.isEmpty() ? "none" : value;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String list(List<String> values) {
    return String.join(", ", values);
  }
}
