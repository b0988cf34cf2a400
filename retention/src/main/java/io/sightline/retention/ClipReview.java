package io.sightline.retention;

import io.sightline.avro.Clip;
import io.sightline.retention.ClipState.Phase;
import io.sightline.retention.RetentionPolicy.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Brings a clip in line with what is in force: its deadline, the rule behind it, and the holds that
 * keep it. While it is held its deadline rests, so that no policy touches it.
 */
record ClipReview(ClipRecords records) {
  private static final Instant AT_ONCE = Instant.EPOCH;

  Step of(ClipState state, Terms terms) {
    return switch (state.phase()) {
      case SCHEDULED, FAILED -> kept(state, terms);
      // Whether these holds win depends on the store's answer.
      case ORDERED -> new Step(state.with(terms.holds()), List.of());
      case AWAITED, WAITING, EXPIRED -> new Step(state, List.of());
    };
  }

  private Step kept(ClipState before, Terms terms) {
    ClipState state = before.with(terms.holds());
    if (state.held()) {
      state = resting(state);
    }
    Clip revision = records.revision(state, time(state, terms), state.clip().getPolicyVersion());
    boolean changed = !same(revision, state.clip());
    state = changed ? state.with(revision) : state;
    return new Step(
        state.waking(wakeAt(state)),
        changed ? List.of(new RetentionOutput.Revised(revision)) : List.of());
  }

  /** What is held is not tried again, and forgets why it should go early, unless that stands. */
  private static ClipState resting(ClipState state) {
    Early early = state.early();
    return state
        .with(early != null && early.stands() ? early : null)
        .in(Phase.SCHEDULED, state.attempt(), state.wakeAt());
  }

  /** Where nothing is due earlier, a failed deletion waits for its next attempt. */
  private static Instant wakeAt(ClipState state) {
    if (state.phase() == Phase.FAILED) {
      return state.wakeAt();
    }
    return state.early() != null && !state.held() ? AT_ONCE : ClipRecords.deadline(state.clip());
  }

  private static Kept time(ClipState state, Terms terms) {
    Clip clip = state.clip();
    if (state.held()) {
      Instant deadline = ClipRecords.deadline(clip);
      return new Kept(Duration.between(clip.getRecordedAt(), deadline), ClipRecords.rule(clip));
    }
    return terms
        .policies()
        .clip(clip.getPolicyVersion(), clip.getCamera(), state.facts(), state.base());
  }

  private static boolean same(Clip one, Clip other) {
    return ClipRecords.deadline(one).equals(other.getDeadline())
        && ClipRecords.rule(one).equals(ClipRecords.rule(other))
        && one.getDecided() == other.getDecided()
        && one.getHolds().equals(other.getHolds());
  }
}
