package io.sightline.ingest.motion;

import io.sightline.ingest.motion.ActivityEvent.Cause;
import io.sightline.ingest.motion.ActivityEvent.Ended;
import io.sightline.ingest.motion.ActivityEvent.Forget;
import io.sightline.ingest.motion.ActivityEvent.Hold;
import io.sightline.ingest.motion.ActivityEvent.Ongoing;
import io.sightline.ingest.motion.ActivityEvent.Sample;
import io.sightline.ingest.motion.ActivityEvent.Started;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts on pictures in, activities out: {@code (state, verdict) -> (state, events)}. An activity
 * begins with the first of two changed pictures among three, and ends after a quiet spell whose
 * pictures are still sampled, so that a reader sees that nobody is there any more.
 */
public record ActivityMachine(ActivitySettings settings) {

  /** Nothing, a suspicion, or an open activity. */
  public sealed interface State {}

  /** Nothing is going on. */
  public record Quiet() implements State {}

  /** One picture changed. */
  public record Suspicious(Verdict first, @Nullable Verdict missed) implements State {}

  /**
   * An activity is open.
   *
   * @param quietMicros how long nothing has changed
   */
  public record Open(
      ActivitySummary summary, long quietMicros, long lastSampleMicros, long lastUpdateMicros)
      implements State {}

  /** The next state, and what is to be done. */
  public record Next(State state, List<ActivityEvent> events) {}

  public static State start() {
    return new Quiet();
  }

  /** Takes the next picture; capture times grow from picture to picture. */
  public Next next(State state, Verdict verdict) {
    if (state instanceof Open open) {
      return goOn(open, verdict);
    }
    if (state instanceof Suspicious suspicious) {
      return confirm(suspicious, verdict);
    }
    return verdict.changed()
        ? new Next(new Suspicious(verdict, null), List.of(new Hold()))
        : new Next(state, List.of());
  }

  /** The source has no more pictures, for the given cause. */
  public Next end(State state, Cause cause) {
    if (state instanceof Open open) {
      return new Next(new Quiet(), List.of(new Ended(open.summary(), cause)));
    }
    return new Next(new Quiet(), state instanceof Suspicious ? List.of(new Forget()) : List.of());
  }

  private Next confirm(Suspicious suspicious, Verdict verdict) {
    if (verdict.changed()) {
      ActivitySummary summary = ActivitySummary.begin(suspicious.first().atMicros());
      summary = summary.add(suspicious.first());
      Verdict missed = suspicious.missed();
      summary = missed == null ? summary : summary.add(missed);
      Open open = opened(summary.add(verdict), verdict.atMicros());
      return new Next(open, List.of(new Started(summary.startMicros(), null), new Sample()));
    }
    return suspicious.missed() == null
        ? new Next(new Suspicious(suspicious.first(), verdict), List.of(new Hold()))
        : new Next(new Quiet(), List.of(new Forget()));
  }

  private Next goOn(Open open, Verdict verdict) {
    if (verdict.changed()
        && verdict.atMicros() - open.summary().startMicros() >= settings.cutMicros()) {
      return cut(open, verdict);
    }
    List<ActivityEvent> events = new ArrayList<>();
    long step = verdict.atMicros() - open.summary().lastMicros();
    ActivitySummary summary = open.summary().add(verdict);
    long quiet =
        verdict.changed() ? 0 : open.quietMicros() + Math.min(step, settings.quietStepMicros());
    boolean over = quiet >= settings.lingerMicros();
    long sampled = open.lastSampleMicros();
    if (over
        || (verdict.moving() && isBrisk(open, verdict))
        || verdict.atMicros() - sampled >= settings.sampleMicros()) {
      events.add(new Sample());
      sampled = verdict.atMicros();
    }
    if (over) {
      events.add(new Ended(summary, Cause.QUIET));
      return new Next(new Quiet(), events);
    }
    long updated = open.lastUpdateMicros();
    if (verdict.atMicros() - updated >= settings.ongoingMicros()) {
      events.add(new Ongoing(summary));
      summary = summary.withoutRegions();
      updated = verdict.atMicros();
    }
    return new Next(new Open(summary, quiet, sampled, updated), events);
  }

  /** Who has just come may be gone in a moment; who stays is seen often enough. */
  private boolean isBrisk(Open open, Verdict verdict) {
    return verdict.atMicros() - open.summary().startMicros() < settings.briskMicros();
  }

  /** What goes on is continued in an activity that begins with this picture. */
  private static Next cut(Open open, Verdict verdict) {
    ActivitySummary old = open.summary();
    ActivitySummary summary = ActivitySummary.begin(verdict.atMicros()).add(verdict);
    return new Next(
        opened(summary, verdict.atMicros()),
        List.of(
            new Ended(old, Cause.CUT),
            new Started(summary.startMicros(), old.startMicros()),
            new Sample()));
  }

  private static Open opened(ActivitySummary summary, long atMicros) {
    return new Open(summary, 0, atMicros, atMicros);
  }
}
