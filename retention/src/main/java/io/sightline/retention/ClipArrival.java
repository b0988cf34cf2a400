package io.sightline.retention;

import io.sightline.avro.Clip;
import io.sightline.retention.ClipState.Phase;
import io.sightline.retention.RetentionPolicy.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a clip comes under retention: seen for the first time, it gets its first deadline. */
record ClipArrival(RetentionConfig config, ClipRecords records) {
  private static final Instant AT_ONCE = Instant.EPOCH;
  private static final int LOOKS = 8;
  private static final Clip NO_CLIP =
      Clip.newBuilder().setClipId("").setRecordId("").setCamera("").build();

  /** Alerting may be read before ingest: what it said waits for the clip, until a given time. */
  ClipState awaited(@Nullable ClipState before, Instant until) {
    return before == null ? begun(Phase.AWAITED, NO_CLIP, until) : before.waking(until);
  }

  private ClipState begun(Phase phase, Clip clip, Instant wakeAt) {
    return new ClipState(
        phase, clip, 0, wakeAt, Kept.byDefault(config.keepFor()), AlertFacts.NONE, List.of(), null);
  }

  /** The first revision of a clip, or one of ours where the state was lost. */
  Step seen(@Nullable ClipState before, Clip clip, Terms terms) {
    if (clip.getRevision() > 0 && clip.getDeadline() != null) {
      return new Step(takenOver(clip), List.of());
    }
    ClipState state =
        begun(Phase.WAITING, clip, AT_ONCE).with(before == null ? AlertFacts.NONE : before.facts());
    boolean known = terms.retention().isPresent() || clip.getCameraVersion() == 0;
    return known ? scheduled(state, terms) : new Step(state, List.of());
  }

  /** The revision stands; what alerting said is open again, so that no rule is left out. */
  private ClipState takenOver(Clip clip) {
    Instant deadline = ClipRecords.deadline(clip);
    Duration asWritten = Duration.between(clip.getRecordedAt(), deadline);
    return new ClipState(
        Phase.SCHEDULED,
        clip,
        0,
        deadline,
        new Kept(asWritten, ClipRecords.rule(clip)),
        new AlertFacts(clip.getDecided(), List.of(), List.of(), true),
        clip.getHolds(),
        null);
  }

  /** Looks for the camera version a few times, until the grace is over. */
  Step waiting(ClipState state, Instant now, Terms terms) {
    if (terms.retention().isPresent() || state.attempt() == LOOKS) {
      return scheduled(state, terms);
    }
    Instant again = now.plus(config.cameraGrace().dividedBy(LOOKS));
    return new Step(state.in(Phase.WAITING, state.attempt() + 1, again), List.of());
  }

  private Step scheduled(ClipState waiting, Terms terms) {
    Clip clip = waiting.clip();
    Kept base =
        terms
            .retention()
            .map(time -> Kept.byCamera(clip.getCamera(), clip.getCameraVersion(), time))
            .orElse(waiting.base());
    int policy = terms.policies().newest();
    ClipState state = waiting.over(base).with(terms.holds());
    Kept kept = terms.policies().clip(policy, clip.getCamera(), state.facts(), base);
    Clip revision = records.revision(state, kept, policy);
    boolean atOnce = state.early() != null && !state.held();
    return new Step(
        state
            .with(revision)
            .in(Phase.SCHEDULED, 0, atOnce ? AT_ONCE : ClipRecords.deadline(revision)),
        List.of(new RetentionOutput.Revised(revision)));
  }
}
