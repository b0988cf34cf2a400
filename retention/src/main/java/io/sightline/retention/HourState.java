package io.sightline.retention;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What retention knows of an hour of a camera's recordings.
 *
 * @param recordedAt of its newest piece
 * @param bytes of its pieces
 * @param digest SHA-256 over the digest before and the newest piece's, as hex
 * @param base how long it is kept where no rule of the policy applies: as the camera says
 * @param since the policy under which its first piece was seen
 * @param last the policy under which its newest piece was seen
 * @param deadline when the last of its pieces may go
 * @param rule behind the deadline
 * @param attempt orders to delete it so far
 * @param wakeAt when to look at it again, by the wall clock
 * @param holds that keep it, or came while it was being deleted, by id, sorted
 * @param early why it is to go before its deadline
 */
record HourState(
    Phase phase,
    String camera,
    Instant hour,
    Instant recordedAt,
    long bytes,
    String digest,
    Kept base,
    int since,
    int last,
    Instant deadline,
    String rule,
    int attempt,
    Instant wakeAt,
    List<String> holds,
    @Nullable Early early) {

  /** Where an hour is on its way out; the store writes the name. */
  enum Phase {
    SCHEDULED,
    /** Ordered to be deleted, not answered yet. */
    ORDERED,
    /** The store could not delete it; to be ordered again. */
    FAILED
  }

  HourState {
    holds = List.copyOf(holds);
  }

  boolean held() {
    return !holds.isEmpty();
  }

  /** From when its time counts: not before the hour is over, for what is told until then. */
  Instant counted() {
    Instant over = hour.plus(1, ChronoUnit.HOURS);
    return recordedAt.isAfter(over) ? recordedAt : over;
  }

  HourState in(Phase next, int attempts, Instant wake) {
    Copy copy = new Copy();
    copy.phase = next;
    copy.attempt = attempts;
    copy.wakeAt = wake;
    return copy.state();
  }

  HourState kept(Kept kept) {
    Copy copy = new Copy();
    copy.deadline = counted().plus(kept.time());
    copy.rule = kept.rule();
    return copy.state();
  }

  HourState with(List<String> keeping) {
    Copy copy = new Copy();
    copy.holds = keeping;
    return copy.state();
  }

  HourState with(@Nullable Early why) {
    Copy copy = new Copy();
    copy.early = why;
    return copy.state();
  }

  /** When pieces of it were erased. */
  HourState holding(long left, String chained) {
    Copy copy = new Copy();
    copy.bytes = left;
    copy.digest = chained;
    return copy.state();
  }

  /** The same hour, in which something is about to differ. */
  private final class Copy {
    Phase phase = HourState.this.phase;
    long bytes = HourState.this.bytes;
    String digest = HourState.this.digest;
    Instant deadline = HourState.this.deadline;
    String rule = HourState.this.rule;
    int attempt = HourState.this.attempt;
    Instant wakeAt = HourState.this.wakeAt;
    List<String> holds = HourState.this.holds;
    @Nullable Early early = HourState.this.early;

    HourState state() {
      return new HourState(
          phase,
          camera,
          hour,
          recordedAt,
          bytes,
          digest,
          base,
          since,
          last,
          deadline,
          rule,
          attempt,
          wakeAt,
          holds,
          early);
    }
  }
}
