package io.sightline.alerting.delivery;

import io.sightline.avro.Alert;
import java.time.Instant;

/**
 * What is to be told.
 *
 * @param idempotencyKey the same for every attempt: {@code <alert id>/<revision>/<channel>}
 * @param late whether it is older than it should be
 * @param attemptedAt wall clock
 */
record Message(Alert alert, String idempotencyKey, boolean late, Instant attemptedAt) {}
