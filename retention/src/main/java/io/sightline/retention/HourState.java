package io.sightline.retention;

import java.time.Instant;

/**
 * What retention knows of an hour of a camera's recordings.
 *
 * @param deadline when the last of its pieces may go
 * @param rule behind the deadline
 * @param recordedAt of its newest piece
 * @param bytes of its pieces
 * @param digest SHA-256 over the digest before and the newest piece's, as hex
 * @param attempt orders to delete it so far
 * @param wakeAt when to look at it again, by the wall clock
 */
record HourState(
    Phase phase,
    String camera,
    Instant hour,
    Instant deadline,
    String rule,
    Instant recordedAt,
    long bytes,
    String digest,
    int attempt,
    Instant wakeAt) {

  /** Where an hour is on its way out; the store writes the name. */
  enum Phase {
    SCHEDULED,
    /** Ordered to be deleted, not answered yet. */
    ORDERED,
    /** The store could not delete it; to be ordered again. */
    FAILED
  }

  HourState moved(Phase next, int attempts, Instant wake) {
    return new HourState(
        next, camera, hour, deadline, rule, recordedAt, bytes, digest, attempts, wake);
  }
}
