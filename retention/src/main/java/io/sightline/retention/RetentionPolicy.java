package io.sightline.retention;

import io.sightline.retention.ClipState.Phase;
import io.sightline.retention.RetentionEvent.Alerted;
import io.sightline.retention.RetentionEvent.Answered;
import io.sightline.retention.RetentionEvent.Decided;
import io.sightline.retention.RetentionEvent.Hastened;
import io.sightline.retention.RetentionEvent.Stored;
import io.sightline.retention.RetentionEvent.Woken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When a clip goes: (state, event, what is in force) to (state, outputs). A clip is ordered to be
 * deleted when its deadline has passed, or when it is to go early, and not before; never while it
 * is held; and leaves one entry in the ledger.
 */
final class RetentionPolicy {
  private final RetentionConfig config;
  private final ClipArrival arrival;
  private final ClipReview review;
  private final ClipDeparture departure;

  RetentionPolicy(RetentionConfig config, String build) {
    ClipRecords records = new ClipRecords(build);
    this.config = config;
    this.arrival = new ClipArrival(config, records);
    this.review = new ClipReview(records);
    this.departure = new ClipDeparture(config, records);
  }

  /**
   * What comes of an event.
   *
   * @param state null: forget the clip
   */
  record Step(@Nullable ClipState state, List<RetentionOutput> outputs) {
    /** What the next step adds. */
    Step then(Function<ClipState, Step> next) {
      if (state == null) {
        return this;
      }
      Step after = next.apply(state);
      List<RetentionOutput> all = new ArrayList<>(outputs);
      all.addAll(after.outputs());
      return new Step(after.state(), all);
    }
  }

  Step on(@Nullable ClipState state, RetentionEvent event, Terms terms) {
    if (state == null || state.phase() == Phase.AWAITED) {
      return unseen(state, event, terms);
    }
    Step inForce = review.of(told(state, event), terms);
    if (event instanceof Stored stored) {
      return inForce.then(now -> departure.seenAgain(now, stored.clip()));
    }
    if (event instanceof Woken woken) {
      return inForce.then(now -> woken(now, woken.now(), terms));
    }
    if (event instanceof Answered answered) {
      return inForce
          .then(now -> departure.answered(now, answered.result()))
          .then(now -> review.of(now, terms));
    }
    return inForce;
  }

  private Step unseen(@Nullable ClipState state, RetentionEvent event, Terms terms) {
    if (event instanceof Stored stored) {
      return arrival.seen(state, stored.clip(), terms);
    }
    if (event instanceof Decided decided) {
      return awaited(state, event, decided.at());
    }
    if (event instanceof Alerted alerted) {
      return awaited(state, event, alerted.at());
    }
    boolean over =
        state != null && event instanceof Woken woken && !woken.now().isBefore(state.wakeAt());
    return new Step(over ? null : state, List.of());
  }

  private Step awaited(@Nullable ClipState state, RetentionEvent event, Instant at) {
    ClipState awaited = arrival.awaited(state, at.plus(config.rememberFor()));
    return new Step(told(awaited, event), List.of());
  }

  /** Takes up what the event says of the clip. */
  private static ClipState told(ClipState state, RetentionEvent event) {
    if (event instanceof Decided decided) {
      return state.with(state.facts().decided(decided.alerts()));
    }
    if (event instanceof Alerted alerted) {
      return state.with(state.facts().alerted(alerted.told()));
    }
    boolean underWay = state.phase() == Phase.ORDERED || state.phase() == Phase.EXPIRED;
    return event instanceof Hastened hastened && state.early() == null && !underWay
        ? state.with(hastened.early())
        : state;
  }

  private Step woken(ClipState state, Instant now, Terms terms) {
    if (now.isBefore(state.wakeAt())) {
      return new Step(state, List.of());
    }
    return switch (state.phase()) {
      case WAITING -> arrival.waiting(state, now, terms);
      case SCHEDULED, ORDERED, FAILED -> departure.due(state, now);
      case AWAITED, EXPIRED -> new Step(null, List.of());
    };
  }
}
