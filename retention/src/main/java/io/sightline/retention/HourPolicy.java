package io.sightline.retention;

import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.Recording;
import io.sightline.retention.HourState.Phase;
import io.sightline.schemas.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When an hour of recordings goes: (state, event, what is in force) to (state, outputs). It is
 * ordered to be deleted when the time of each of its pieces is up, or when it is to go early, and
 * not before; never while it is held; leaves one entry in the ledger, and is forgotten then.
 */
final class HourPolicy {
  private static final Instant AT_ONCE = Instant.EPOCH;
  private static final Duration HELD_LOOK = Duration.ofDays(1);

  private final RetentionConfig config;
  private final HourRecords records;

  HourPolicy(RetentionConfig config, String build) {
    this.config = config;
    this.records = new HourRecords(build);
  }

  /**
   * What comes of an event.
   *
   * @param state null: forget the hour
   */
  record Step(@Nullable HourState state, List<RetentionOutput> outputs) {}

  /** A piece was stored. A late one, while the hour is being deleted, gets an order of its own. */
  Step stored(@Nullable HourState state, Recording piece, Terms terms) {
    HourState before = state == null ? begun(piece, terms) : state;
    Instant told = piece.getRecordedAt();
    Instant recordedAt =
        told == null || told.isBefore(before.recordedAt()) ? before.recordedAt() : told;
    HourState after =
        new HourState(
            Phase.SCHEDULED,
            before.camera(),
            before.hour(),
            recordedAt,
            before.bytes() + piece.getBytes(),
            chained(before.digest(), piece.getSha256()),
            base(state, piece, terms),
            before.since(),
            terms.policies().newest(),
            before.deadline(),
            before.rule(),
            before.attempt(),
            before.wakeAt(),
            before.holds(),
            null);
    return reviewed(after, terms);
  }

  private HourState begun(Recording piece, Terms terms) {
    Instant hour = piece.getCapturedAt().truncatedTo(ChronoUnit.HOURS);
    int policy = terms.policies().newest();
    return new HourState(
        Phase.SCHEDULED,
        piece.getCamera(),
        hour,
        hour,
        0,
        "",
        Kept.byDefault(Duration.ZERO),
        policy,
        policy,
        hour,
        Kept.DEFAULT_RULE,
        0,
        hour,
        List.of(),
        null);
  }

  /** The longest that any of its pieces' camera versions says. */
  private Kept base(@Nullable HourState state, Recording piece, Terms terms) {
    Kept base =
        terms
            .retention()
            .map(time -> Kept.byCamera(piece.getCamera(), piece.getCameraVersion(), time))
            .orElse(Kept.byDefault(config.keepFor()));
    return state == null ? base : state.base().orLonger(base);
  }

  private static String chained(String before, String digest) {
    byte[] bytes = (before + digest).getBytes(StandardCharsets.US_ASCII);
    return HexFormat.of().formatHex(Ledger.sha256(bytes));
  }

  /** What is in force may have changed. While it is held nothing shortens its time. */
  Step reviewed(HourState state, Terms terms) {
    HourState now = state.with(terms.holds());
    if (now.phase() == Phase.ORDERED) {
      return new Step(now, List.of());
    }
    Early early = now.early();
    if (now.held()) {
      boolean stands = early != null && early.stands();
      now = now.with(stands ? early : null).in(Phase.SCHEDULED, now.attempt(), now.wakeAt());
    }
    HourState inForce = now.kept(kept(now, terms));
    boolean rests = now.held() && inForce.deadline().isBefore(now.deadline());
    now = rests ? now : inForce;
    return new Step(now.in(now.phase(), now.attempt(), wakeAt(now)), List.of());
  }

  private static Kept kept(HourState state, Terms terms) {
    return terms.policies().recording(state.since(), state.last(), state.camera(), state.base());
  }

  private static Instant wakeAt(HourState state) {
    if (state.phase() == Phase.FAILED) {
      return state.wakeAt();
    }
    return state.early() != null && !state.held() ? AT_ONCE : state.deadline();
  }

  /** It is to go before its deadline, unless it is held. */
  Step hastened(HourState state, Early early, Terms terms) {
    boolean taken = state.early() == null && state.phase() != Phase.ORDERED;
    return reviewed(taken ? state.with(early) : state, terms);
  }

  /** The time it asked to be woken at may have come. */
  Step woken(HourState before, Instant now, Terms terms) {
    HourState state = reviewed(before, terms).state();
    if (state == null || now.isBefore(state.wakeAt())) {
      return new Step(state, List.of());
    }
    if (state.held()) {
      return new Step(state.in(state.phase(), state.attempt(), now.plus(HELD_LOOK)), List.of());
    }
    boolean underWay = state.phase() == Phase.ORDERED;
    if (!underWay && state.early() == null && now.isBefore(state.deadline())) {
      return new Step(state.in(Phase.SCHEDULED, state.attempt(), state.deadline()), List.of());
    }
    int attempt = state.attempt() + 1;
    return new Step(
        state.in(Phase.ORDERED, attempt, now.plus(config.orderTimeout())),
        List.of(new RetentionOutput.Ordered(records.order(state, attempt, now))));
  }

  /** The store answered. Only the newest order counts: a piece may have come since the others. */
  Step answered(HourState before, DeletionResult result, Terms terms) {
    HourState state = before.with(terms.holds());
    if (state.phase() != Phase.ORDERED || result.getAttempt() != state.attempt()) {
      return new Step(state, List.of());
    }
    if (result.getOutcome() == DeletionOutcome.DELETED) {
      return new Step(null, List.of(new RetentionOutput.Expired(records.entry(state, result))));
    }
    Instant again = result.getAnsweredAt().plus(config.backoff(state.attempt()));
    Step failed = reviewed(state.in(Phase.FAILED, state.attempt(), again), terms);
    String id = Ids.hour(state.camera(), state.hour());
    return new Step(failed.state(), List.of(new RetentionOutput.Overdue(id, result.getCause())));
  }
}
