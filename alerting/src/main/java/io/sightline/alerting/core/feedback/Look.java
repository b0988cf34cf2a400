package io.sightline.alerting.core.feedback;

import io.sightline.avro.Subject;

/**
 * An object in a frame.
 *
 * @param score 0..1
 * @param at capture time, microseconds since 1970
 */
public record Look(Subject subject, String label, float score, Place place, long at) {}
