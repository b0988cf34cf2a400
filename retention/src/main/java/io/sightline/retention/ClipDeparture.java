package io.sightline.retention;

import io.sightline.avro.Clip;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.DeletionScope;
import io.sightline.retention.ClipState.Phase;
import io.sightline.retention.RetentionPolicy.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How a clip goes: ordered, answered by the store, written into the ledger. */
record ClipDeparture(RetentionConfig config, ClipRecords records) {
  /** What is held is looked at again now and then, whatever else happens. */
  private static final Duration HELD_LOOK = Duration.ofDays(1);

  /** The time to look at it has come. */
  Step due(ClipState state, Instant now) {
    if (state.held()) {
      return new Step(state.waking(now.plus(HELD_LOOK)), List.of());
    }
    Instant deadline = ClipRecords.deadline(state.clip());
    boolean underWay = state.phase() == Phase.ORDERED;
    if (!underWay && state.early() == null && now.isBefore(deadline)) {
      return new Step(state.in(Phase.SCHEDULED, state.attempt(), deadline), List.of());
    }
    int attempt = state.attempt() + 1;
    return new Step(
        state.in(Phase.ORDERED, attempt, now.plus(config.orderTimeout())),
        List.of(new RetentionOutput.Ordered(records.order(state, attempt, now))));
  }

  /** Whatever was expected, what the store says is gone is gone. */
  Step answered(ClipState state, DeletionResult result) {
    boolean ordered = state.attempt() > 0 && isHere(state.phase());
    if (!ordered || result.getScope() != DeletionScope.CLIP) {
      return new Step(state, List.of());
    }
    if (result.getOutcome() == DeletionOutcome.DELETED) {
      return expired(state, result);
    }
    return result.getAttempt() == state.attempt() && state.phase() == Phase.ORDERED
        ? failed(state, result)
        : new Step(state, List.of());
  }

  private static boolean isHere(Phase phase) {
    return phase == Phase.SCHEDULED || phase == Phase.ORDERED || phase == Phase.FAILED;
  }

  private Step failed(ClipState state, DeletionResult result) {
    Instant again = result.getAnsweredAt().plus(config.backoff(state.attempt()));
    return new Step(
        state.in(Phase.FAILED, state.attempt(), again),
        List.of(new RetentionOutput.Overdue(state.clip().getClipId(), result.getCause())));
  }

  private Step expired(ClipState state, DeletionResult result) {
    Instant forget = result.getAnsweredAt().plus(config.rememberFor());
    return new Step(
        state.in(Phase.EXPIRED, state.attempt(), forget),
        List.of(
            new RetentionOutput.Expired(records.entry(state, result)),
            new RetentionOutput.Removed(state.clip().getClipId())));
  }

  /** The first revision was read once more. */
  Step seenAgain(ClipState state, Clip clip) {
    if (clip.getRevision() > 0 || state.phase() == Phase.WAITING) {
      return new Step(state, List.of());
    }
    if (state.phase() == Phase.EXPIRED) {
      Instant deletedAt = state.wakeAt().minus(config.rememberFor());
      return new Step(
          state,
          List.of(
              new RetentionOutput.Ordered(records.order(state, 0, deletedAt)),
              new RetentionOutput.Removed(clip.getClipId())));
    }
    return new Step(state, List.of(new RetentionOutput.Revised(state.clip())));
  }
}
