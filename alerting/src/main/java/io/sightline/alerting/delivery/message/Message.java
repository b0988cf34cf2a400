package io.sightline.alerting.delivery.message;

import io.sightline.avro.Alert;
import io.sightline.schemas.TraceParent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told.
 *
 * @param idempotencyKey the same for every attempt: {@code <alert id>/<revision>/<channel>}
 * @param late whether it is older than it should be
 * @param attemptedAt wall clock
 * @param title one line for people
 * @param body more for people, in lines
 * @param picture signed link to the picture, if there is one and links are given
 * @param trace that the telling is part of, if the alert is
 */
public record Message(
    Alert alert,
    String idempotencyKey,
    boolean late,
    Instant attemptedAt,
    String title,
    String body,
    @Nullable String picture,
    @Nullable TraceParent trace) {
  /** Part of no trace. */
  public Message(
      Alert alert,
      String idempotencyKey,
      boolean late,
      Instant attemptedAt,
      String title,
      String body,
      @Nullable String picture) {
    this(alert, idempotencyKey, late, attemptedAt, title, body, picture, null);
  }

  /** The same, as part of a trace. */
  public Message in(@Nullable TraceParent part) {
    return new Message(alert, idempotencyKey, late, attemptedAt, title, body, picture, part);
  }
}
