package io.sightline.retention;

import io.sightline.avro.Clip;
import io.sightline.avro.DeletionResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What may happen to a clip. */
sealed interface RetentionEvent {

  /**
   * A revision was read from the topic.
   *
   * @param retention of its camera version, if that is known
   */
  record Stored(Clip clip, Optional<Duration> retention) implements RetentionEvent {}

  /**
   * The time it asked to be woken at has come.
   *
   * @param now by the wall clock
   */
  record Woken(Instant now, Optional<Duration> retention) implements RetentionEvent {}

  /** The store answered. */
  record Answered(DeletionResult result) implements RetentionEvent {}
}
