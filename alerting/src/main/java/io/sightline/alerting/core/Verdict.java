package io.sightline.alerting.core;

import io.sightline.avro.Severity;

/**
 * What the rules say about a subject and label.
 *
 * @param alert false: keep silent
 * @param minConfidence evidence below this score does not count, 0..1
 */
record Verdict(String rule, boolean alert, float minConfidence, Severity severity) {}
