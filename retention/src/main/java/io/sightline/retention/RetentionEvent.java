package io.sightline.retention;

import io.sightline.avro.Clip;
import io.sightline.avro.DeletionResult;
import java.time.Instant;
import java.util.List;

/** What may happen to a clip. Holds and policies come as the {@link Terms} beside each event. */
sealed interface RetentionEvent {

  /** A revision was read from the topic. */
  record Stored(Clip clip) implements RetentionEvent {}

  /**
   * Alerting decided about the clip's activity.
   *
   * @param alerts it belongs to; none: there is nothing to tell
   * @param at when that was published
   */
  record Decided(List<String> alerts, Instant at) implements RetentionEvent {}

  /** A revision of an alert that shows the clip. */
  record Alerted(AlertFacts.Told told, Instant at) implements RetentionEvent {}

  /** It is to go before its deadline, unless it is held. */
  record Hastened(Early early) implements RetentionEvent {}

  /** What is in force may have changed. */
  record Reviewed() implements RetentionEvent {}

  /**
   * The time it asked to be woken at has come.
   *
   * @param now by the wall clock
   */
  record Woken(Instant now) implements RetentionEvent {}

  /** The store answered. */
  record Answered(DeletionResult result) implements RetentionEvent {}
}
