package io.sightline.retention;

import static java.util.Objects.requireNonNullElse;

import io.sightline.retention.pressure.Kind;
import io.sightline.retention.pressure.Marks;
import io.sightline.retention.pressure.Pressing;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens when the clip store gets full; whatever is absent has a default.
 *
 * @param lowFreeMib less free: media goes before its time; 0: never
 * @param highFreeMib until so much is free; the low mark and a half
 * @param order kinds in the order in which they go; what is not named never goes early
 * @param stepMib most that is ordered to go at once
 * @param stepTimeout after which a step that is not done is no longer waited for
 * @param lookEvery how often the room is measured
 * @param warnAhead how long before the store is full there is a warning
 * @param lookAhead how far the forecast looks
 */
public record PressureConfig(
    Long lowFreeMib,
    Long highFreeMib,
    List<String> order,
    Long stepMib,
    Duration stepTimeout,
    Duration lookEvery,
    Duration warnAhead,
    Duration lookAhead) {
  private static final long MIB = 1 << 20;

  /** Above what ingest needs to store anything at all, see {@code ingest.min_free_mib}. */
  private static final long LOW_FREE_MIB = 2048;

  private static final Duration MOST_AHEAD = Duration.ofDays(366);

  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public static final PressureConfig DEFAULT =
      new PressureConfig(null, null, null, null, null, null, null, null);

  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public PressureConfig {
    lowFreeMib = requireNonNullElse(lowFreeMib, LOW_FREE_MIB);
    highFreeMib = requireNonNullElse(highFreeMib, lowFreeMib + lowFreeMib / 2);
    order = List.copyOf(requireNonNullElse(order, Kind.ORDER.stream().map(Kind::label).toList()));
    stepMib = requireNonNullElse(stepMib, 4096L);
    stepTimeout = requireNonNullElse(stepTimeout, Duration.ofMinutes(2));
    lookEvery = requireNonNullElse(lookEvery, Duration.ofSeconds(10));
    warnAhead = requireNonNullElse(warnAhead, Duration.ofDays(3));
    lookAhead = requireNonNullElse(lookAhead, Duration.ofDays(14));
    check(lowFreeMib >= 0, "low_free_mib", lowFreeMib, "0 or more");
    check(
        highFreeMib >= lowFreeMib,
        "high_free_mib",
        highFreeMib,
        "not less than low_free_mib, " + lowFreeMib);
    check(stepMib >= 1, "step_mib", stepMib, "1 or more");
    check(isPositive(stepTimeout), "step_timeout", stepTimeout, "more than 0");
    check(isPositive(lookEvery), "look_every", lookEvery, "more than 0");
    check(!warnAhead.isNegative(), "warn_ahead", warnAhead, "0s or more");
    check(
        isPositive(lookAhead) && lookAhead.compareTo(MOST_AHEAD) <= 0,
        "look_ahead",
        lookAhead,
        "more than 0, 366d at most");
    kinds(order);
  }

  Pressing.Rules rules() {
    return rules(new Marks(lowFreeMib * MIB, highFreeMib * MIB));
  }

  /** With other marks than the configured ones. */
  Pressing.Rules rules(Marks marks) {
    return new Pressing.Rules(marks, kinds(order), stepMib * MIB, stepTimeout);
  }

  private static List<Kind> kinds(List<String> order) {
    List<Kind> kinds = order.stream().map(Kind::of).toList();
    for (Kind kind : kinds) {
      check(kind.mayGo(), "order", kind.label(), "what may go early: " + Kind.ORDER);
    }
    check(new HashSet<>(kinds).size() == kinds.size(), "order", order, "each kind once");
    return kinds;
  }

  private static boolean isPositive(Duration time) {
    return !time.isNegative() && !time.isZero();
  }

  private static void check(boolean good, String key, @Nullable Object value, String expected) {
    if (!good) {
      throw new IllegalArgumentException(
          "pressure: " + key + " " + value + ": expected " + expected);
    }
  }
}
