package io.sightline.alerting.core;

import io.sightline.avro.Severity;
import io.sightline.avro.Subject;

/** What an incident is about: the best that was seen, and the gravest rule. */
record Finding(Subject subject, String label, float confidence, Severity severity, String rule) {

  static Finding of(Subject subject, Hit hit) {
    return new Finding(subject, hit.label(), hit.score(), hit.severity(), hit.rule());
  }

  /** A weak hit changes nothing. */
  Finding with(Hit hit) {
    if (!hit.strong()) {
      return this;
    }
    boolean surer = hit.score() > confidence;
    boolean graver = hit.severity().compareTo(severity) > 0;
    return new Finding(
        subject,
        surer ? hit.label() : label,
        surer ? hit.score() : confidence,
        graver ? hit.severity() : severity,
        graver ? hit.rule() : rule);
  }

  /** More of a sound: the surest label, the gravest rule. */
  Finding heard(Sight sight, Severity grave) {
    boolean surer = sight.score() > confidence;
    return new Finding(
            subject,
            surer ? sight.label() : label,
            surer ? sight.score() : confidence,
            severity,
            rule)
        .graver(grave, sight.rule());
  }

  Finding graver(Severity other, String otherRule) {
    return other.compareTo(severity) > 0
        ? new Finding(subject, label, confidence, other, otherRule)
        : this;
  }

  /** Whether a reader of the alert would care; a better score alone is no news. */
  boolean differs(Finding other) {
    return !label.equals(other.label) || severity != other.severity || !rule.equals(other.rule);
  }
}
