package io.sightline.console.view;

import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hold as its records tell it, whatever their order: a release stands, also when the answer to
 * the request comes after it.
 *
 * @param placed the record that asked for it
 * @param answer what retention said; null: nothing yet
 * @param released the record that let go; null: nobody did
 */
public record HoldStory(Hold placed, @Nullable Hold answer, @Nullable Hold released) {

  static HoldStory of(Hold first) {
    return new HoldStory(first, null, null).with(first);
  }

  /** With one more record of the same hold; the same if that says nothing new. */
  HoldStory with(Hold next) {
    return switch (next.getState()) {
      case REQUESTED -> next.equals(placed) ? this : new HoldStory(next, null, null);
      case HELD, TOO_LATE -> new HoldStory(placed, next, released);
      case RELEASED -> new HoldStory(placed, answer, next);
      case UNKNOWN -> this;
    };
  }

  public String id() {
    return placed.getHoldId();
  }

  /** As retention answered; REQUESTED before that. */
  public HoldState state() {
    if (released != null) {
      return HoldState.RELEASED;
    }
    return answer == null ? HoldState.REQUESTED : answer.getState();
  }

  /** Whether it ended by itself. */
  public boolean isOver(Instant now) {
    Instant until = placed.getUntil();
    return isOpen() && until != null && !until.isAfter(now);
  }

  /** Whether it keeps anything, or may when retention has answered. */
  public boolean isInForce(Instant now) {
    return isOpen() && !isOver(now);
  }

  /** Neither released nor refused. */
  boolean isOpen() {
    return state() == HoldState.REQUESTED || state() == HoldState.HELD;
  }

  /** Whether it is about a camera's time that reaches into the span; of a clip it is not. */
  public boolean reachesInto(String camera, Instant from, Instant until) {
    Instant begin = placed.getSpanFrom();
    Instant end = placed.getSpanTo();
    return placed.getCamera().equals(camera)
        && placed.getClipId().isEmpty()
        && (begin == null || begin.isBefore(until))
        && (end == null || !end.isBefore(from));
  }

  public Position position() {
    return new Position(placed.getPlacedAt(), id());
  }
}
