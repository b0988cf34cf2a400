package io.sightline.retention;

import io.sightline.avro.Clip;
import java.time.Instant;

/**
 * What retention knows of a clip.
 *
 * @param clip its newest revision
 * @param attempt orders to delete it so far
 * @param wakeAt when to look at it again, by the wall clock
 */
record ClipState(Phase phase, Clip clip, int attempt, Instant wakeAt) {

  /** Where a clip is on its way out. */
  enum Phase {
    /** Its camera version is not known yet. */
    WAITING,
    /** Kept until its deadline. */
    SCHEDULED,
    /** Ordered to be deleted, not answered yet. */
    ORDERED,
    /** The store could not delete it; to be ordered again. */
    FAILED,
    /** Gone; remembered for a while. */
    EXPIRED
  }
}
