package io.sightline.alerting.core;

import io.sightline.avro.Severity;
import io.sightline.avro.Subject;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an incident is about: the best that was seen, and the gravest rule.
 *
 * @param zones it was in
 * @param unsure other labels it was taken for, if that was close
 */
record Finding(
    Subject subject,
    String label,
    float confidence,
    Ruling ruling,
    List<String> zones,
    List<String> unsure) {

  /**
   * Which rule alerted, and whom it tells.
   *
   * @param version see {@code Rule.version}
   * @param channels of all rules that alerted; empty: all there are
   * @param mode of the site when the rule alerted
   */
  record Ruling(String rule, int version, Severity severity, List<String> channels, String mode) {
    Ruling {
      channels = channels == null ? List.of() : List.copyOf(channels);
      mode = mode == null ? "" : mode;
    }

    /** The graver of two, and the channels of both. */
    Ruling and(Ruling other) {
      Ruling graver = other.severity.compareTo(severity) > 0 ? other : this;
      return new Ruling(
          graver.rule,
          graver.version,
          graver.severity,
          channels.isEmpty() || other.channels.isEmpty()
              ? List.of()
              : union(channels, other.channels),
          graver.mode);
    }
  }

  Finding {
    zones = zones == null ? List.of() : List.copyOf(zones);
    unsure = unsure == null ? List.of() : List.copyOf(unsure);
  }

  /** A weak hit, or one that was taken for something else, changes nothing but where it was. */
  Finding with(Hit hit, Ruling alerted) {
    Finding there = in(hit.zones());
    boolean counts = hit.strong() && Subjects.of(hit.label()) == subject;
    return counts ? there.surer(hit.label(), hit.score()).ruled(hit.holds(), alerted) : there;
  }

  private Finding ruled(boolean holds, Ruling alerted) {
    return holds ? and(alerted) : this;
  }

  /** More of a sound: the surest label, the gravest rule. */
  Finding heard(Sight sight, Ruling alerted) {
    return surer(sight.label(), sight.score()).and(alerted);
  }

  private Finding surer(String other, float score) {
    return score > confidence ? new Finding(subject, other, score, ruling, zones, unsure) : this;
  }

  Finding and(Ruling other) {
    return new Finding(subject, label, confidence, ruling.and(other), zones, unsure);
  }

  private Finding in(List<String> more) {
    return zones.containsAll(more)
        ? this
        : new Finding(subject, label, confidence, ruling, union(zones, more), unsure);
  }

  /** By all that was seen of the track by now. */
  Finding by(Votes votes) {
    List<String> others = votes.unsure(subject);
    return others.equals(unsure)
        ? this
        : new Finding(subject, label, confidence, ruling, zones, others);
  }

  private static List<String> union(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).distinct().limit(Policy.MAX_NAMED).toList();
  }

  /** Whether a reader of the alert would care; a better score alone is no news. */
  boolean differs(Finding other) {
    return !label.equals(other.label)
        || !ruling.equals(other.ruling)
        || !zones.equals(other.zones)
        || !unsure.equals(other.unsure);
  }
}
