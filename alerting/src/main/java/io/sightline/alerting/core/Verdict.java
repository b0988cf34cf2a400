package io.sightline.alerting.core;

import io.sightline.alerting.core.feedback.Advice;
import io.sightline.avro.Severity;

/**
 * What the rules say about a subject and label.
 *
 * @param alert false: keep silent
 * @param minConfidence evidence below this score does not count, 0..1
 */
record Verdict(String rule, boolean alert, float minConfidence, Severity severity) {
  /** Whatever people say, less is not asked for, unless the rule itself asks for less. */
  private static final float LEAST_AFTER_FEEDBACK = 0.3f;

  /** As it is after what people said about something like this. */
  Verdict after(Advice advice) {
    float least = Math.min(minConfidence, LEAST_AFTER_FEEDBACK);
    return new Verdict(
        rule,
        alert && !advice.known(),
        Math.max(least, minConfidence - advice.discount()),
        advice.mild() && severity == Severity.WARNING ? Severity.INFO : severity);
  }
}
