package io.sightline.alerting.core;

import io.sightline.avro.Severity;
import io.sightline.avro.Subject;
import java.util.List;

/**
 * What an incident is about: the best that was seen, and the gravest rule.
 *
 * @param unsure other labels it was taken for, if that was close
 */
record Finding(
    Subject subject,
    String label,
    float confidence,
    Severity severity,
    String rule,
    List<String> unsure) {

  Finding {
    unsure = unsure == null ? List.of() : List.copyOf(unsure);
  }

  static Finding of(Subject subject, Hit hit) {
    return new Finding(subject, hit.label(), hit.score(), hit.severity(), hit.rule(), List.of());
  }

  /** A weak hit changes nothing, nor does one that was taken for something else. */
  Finding with(Hit hit) {
    if (!hit.strong() || Subjects.of(hit.label()) != subject) {
      return this;
    }
    boolean surer = hit.score() > confidence;
    boolean graver = hit.severity().compareTo(severity) > 0;
    return new Finding(
        subject,
        surer ? hit.label() : label,
        surer ? hit.score() : confidence,
        graver ? hit.severity() : severity,
        graver ? hit.rule() : rule,
        unsure);
  }

  /** More of a sound: the surest label, the gravest rule. */
  Finding heard(Sight sight, Severity grave) {
    boolean surer = sight.score() > confidence;
    return new Finding(
            subject,
            surer ? sight.label() : label,
            surer ? sight.score() : confidence,
            severity,
            rule,
            unsure)
        .graver(grave, sight.rule());
  }

  /** By all that was seen of the track by now. */
  Finding by(Votes votes) {
    List<String> others = votes.unsure(subject);
    return others.equals(unsure)
        ? this
        : new Finding(subject, label, confidence, severity, rule, others);
  }

  Finding graver(Severity other, String otherRule) {
    return other.compareTo(severity) > 0
        ? new Finding(subject, label, confidence, other, otherRule, unsure)
        : this;
  }

  /** Whether a reader of the alert would care; a better score alone is no news. */
  boolean differs(Finding other) {
    return !label.equals(other.label)
        || severity != other.severity
        || !rule.equals(other.rule)
        || !unsure.equals(other.unsure);
  }
}
