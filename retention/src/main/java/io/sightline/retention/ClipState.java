package io.sightline.retention;

import io.sightline.avro.Clip;
import java.time.Instant;
import java.util.Arrays;

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
    WAITING('w'),
    /** Kept until its deadline. */
    SCHEDULED('s'),
    /** Ordered to be deleted, not answered yet. */
    ORDERED('o'),
    /** The store could not delete it; to be ordered again. */
    FAILED('f'),
    /** Gone; remembered for a while. */
    EXPIRED('x');

    private final char code;

    Phase(char code) {
      this.code = code;
    }

    /** How the store writes it; never changes. */
    byte code() {
      return (byte) code;
    }

    static Phase of(byte code) {
      return Arrays.stream(values())
          .filter(phase -> phase.code() == code)
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException("phase code " + code + ": expected w, s, o, f, x"));
    }
  }
}
