package io.sightline.alerting.core.rules;

import io.sightline.avro.Severity;
import java.util.List;

/**
 * What a rule says.
 *
 * @param version of the camera's record in which the rule took its present form; 0: built in
 * @param alert false: keep silent
 * @param minConfidence evidence below this score does not count, 0..1
 * @param cooldownMicros a new visit within this time goes into the same alert; 0: never
 * @param channels that are told, by name; empty: all
 */
public record Verdict(
    String rule,
    int version,
    boolean alert,
    float minConfidence,
    Severity severity,
    long cooldownMicros,
    List<String> channels) {}
