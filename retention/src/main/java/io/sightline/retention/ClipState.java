package io.sightline.retention;

import io.sightline.avro.Clip;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What retention knows of a clip.
 *
 * @param clip its newest revision; of an awaited one the id alone
 * @param attempt orders to delete it so far; looks for its camera version while it waits
 * @param wakeAt when to look at it again, by the wall clock
 * @param base how long it is kept where no rule of the policy applies
 * @param holds that keep it, or came while it was being deleted, by id, sorted
 * @param early why it is to go before its deadline
 */
record ClipState(
    Phase phase,
    Clip clip,
    int attempt,
    Instant wakeAt,
    Kept base,
    AlertFacts facts,
    List<String> holds,
    @Nullable Early early) {

  /** Where a clip is on its way out. */
  enum Phase {
    /** Alerting spoke of it; the clip itself has not been seen. */
    AWAITED('a'),
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
                  new IllegalArgumentException(
                      "phase code " + code + ": expected a, w, s, o, f, x"));
    }
  }

  ClipState {
    holds = List.copyOf(holds);
  }

  boolean held() {
    return !holds.isEmpty();
  }

  ClipState in(Phase next, int attempts, Instant wake) {
    return new ClipState(next, clip, attempts, wake, base, facts, holds, early);
  }

  ClipState waking(Instant wake) {
    return in(phase, attempt, wake);
  }

  ClipState over(Kept other) {
    return new ClipState(phase, clip, attempt, wakeAt, other, facts, holds, early);
  }

  ClipState with(Clip revision) {
    return new ClipState(phase, revision, attempt, wakeAt, base, facts, holds, early);
  }

  ClipState with(AlertFacts known) {
    return new ClipState(phase, clip, attempt, wakeAt, base, known, holds, early);
  }

  ClipState with(List<String> keeping) {
    return new ClipState(phase, clip, attempt, wakeAt, base, facts, keeping, early);
  }

  ClipState with(@Nullable Early why) {
    return new ClipState(phase, clip, attempt, wakeAt, base, facts, holds, why);
  }
}
