package io.sightline.alerting.core.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an object has been since it is followed: in which zones since when, and which lines it
 * crossed. A value that goes along with its track; every hit takes it a step further.
 *
 * @param since capture time of its first hit, microseconds; -1 before it
 * @param at capture time of its last hit
 * @param stays zones that it is in, or has just left
 * @param beside where it was last seen clearly on one side of a line
 * @param crossed lines, by direction, that it crossed
 */
public record Presence(
    long since, long at, List<Stay> stays, List<Beside> beside, List<Crossed> crossed) {

  /** Who comes back within this time has not left: boxes tremble, and frames fail. */
  static final long AWAY_MICROS = 1_500_000;

  /** Before the first hit. */
  public static final Presence NONE = new Presence(-1, -1, List.of(), List.of(), List.of());

  /** In a zone from one time to another. */
  public record Stay(String zone, long since, long last) {}

  /** A point that lies clearly on one side of a line. */
  public record Beside(String line, Spot spot) {}

  /** A line was crossed, last at that time. */
  public record Crossed(String line, boolean leftToRight, long at) {}

  public Presence {
    stays = stays == null ? List.of() : List.copyOf(stays);
    beside = beside == null ? List.of() : List.copyOf(beside);
    crossed = crossed == null ? List.of() : List.copyOf(crossed);
  }

  /**
   * @param foot the middle of the box's lower edge
   * @param now capture time, microseconds
   */
  public Presence step(Rulebook rules, Spot foot, long now) {
    long first = since < 0 ? now : since;
    if (rules.isPlain()) {
      return new Presence(first, now, List.of(), List.of(), List.of());
    }
    return new Presence(
        first, now, stays(rules, foot, now), beside(rules, foot), crossed(rules, foot, now));
  }

  private List<Stay> stays(Rulebook rules, Spot foot, long now) {
    List<Stay> next = new ArrayList<>();
    for (Area zone : rules.zones()) {
      Stay known = stay(zone.id());
      Stay before = known != null && now - known.last > AWAY_MICROS ? null : known;
      if (zone.polygon().contains(foot)) {
        next.add(new Stay(zone.id(), before == null ? now : before.since, now));
      } else if (before != null) {
        next.add(before);
      }
    }
    return next;
  }

  private List<Beside> beside(Rulebook rules, Spot foot) {
    List<Beside> next = new ArrayList<>();
    for (Tripwire line : rules.lines()) {
      Spot spot = line.clear(foot) ? foot : besideOf(line.id());
      if (spot != null) {
        next.add(new Beside(line.id(), spot));
      }
    }
    return next;
  }

  private List<Crossed> crossed(Rulebook rules, Spot foot, long now) {
    List<Crossed> next = new ArrayList<>(crossed);
    next.removeIf(old -> rules.lines().stream().noneMatch(line -> line.id().equals(old.line)));
    for (Tripwire line : rules.lines()) {
      Spot from = besideOf(line.id());
      if (from != null && line.clear(foot) && line.crossed(from, foot)) {
        boolean leftToRight = line.right(foot);
        next.removeIf(old -> old.line.equals(line.id()) && old.leftToRight == leftToRight);
        next.add(new Crossed(line.id(), leftToRight, now));
      }
    }
    return next;
  }

  /** Zones that it is in now. */
  public List<String> zones() {
    return stays.stream().filter(stay -> stay.last == at).map(Stay::zone).toList();
  }

  boolean in(String zone) {
    Stay stay = stay(zone);
    return stay != null && stay.last == at;
  }

  /** How long it has been in the zone, microseconds; 0 if it is not there now. */
  long inFor(String zone) {
    Stay stay = stay(zone);
    return stay != null && stay.last == at ? at - stay.since : 0;
  }

  boolean crossed(String line, boolean leftToRight) {
    for (Crossed each : crossed) {
      if (each.line.equals(line) && each.leftToRight == leftToRight) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Stay stay(String zone) {
    for (Stay stay : stays) {
      if (stay.zone.equals(zone)) {
        return stay;
      }
    }
    return null;
  }

  private @Nullable Spot besideOf(String line) {
    for (Beside each : beside) {
      if (each.line.equals(line)) {
        return each.spot;
      }
    }
    return null;
  }
}
