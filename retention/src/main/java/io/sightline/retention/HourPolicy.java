package io.sightline.retention;

import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.DeletionScope;
import io.sightline.avro.Expiry;
import io.sightline.avro.Recording;
import io.sightline.clipstore.ClipLayout;
import io.sightline.retention.HourState.Phase;
import io.sightline.schemas.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When an hour of recordings goes: (state, event) to (state, outputs). It is ordered to be deleted
 * when the time of each of its pieces is up and not before, leaves one entry in the ledger, and is
 * forgotten then.
 */
final class HourPolicy {
  private final RetentionConfig config;
  private final String build;

  HourPolicy(RetentionConfig config, String build) {
    this.config = config;
    this.build = build;
  }

  /**
   * What comes of an event.
   *
   * @param state null: forget the hour
   */
  record Step(@Nullable HourState state, List<RetentionOutput> outputs) {}

  /**
   * A piece was stored. A late one, while the hour is being deleted, gets an order of its own time.
   *
   * @param retention of its camera version, if that is known
   */
  Step stored(@Nullable HourState state, Recording piece, Optional<Duration> retention) {
    Instant hour = piece.getCapturedAt().truncatedTo(ChronoUnit.HOURS);
    Instant recordedAt = piece.getRecordedAt() == null ? hour : piece.getRecordedAt();
    Instant deadline = deadline(hour, recordedAt, retention);
    String rule =
        retention.isPresent()
            ? RetentionPolicy.cameraRule(piece.getCamera(), piece.getCameraVersion())
            : RetentionPolicy.DEFAULT_RULE;
    boolean later = state == null || deadline.isAfter(state.deadline());
    Instant last = state == null || later ? deadline : state.deadline();
    return new Step(
        new HourState(
            Phase.SCHEDULED,
            piece.getCamera(),
            hour,
            last,
            state == null || later ? rule : state.rule(),
            state != null && state.recordedAt().isAfter(recordedAt)
                ? state.recordedAt()
                : recordedAt,
            piece.getBytes() + (state == null ? 0 : state.bytes()),
            chained(state == null ? "" : state.digest(), piece.getSha256()),
            state == null ? 0 : state.attempt(),
            last),
        List.of());
  }

  /** Not before the hour is over: what is recorded until then has not been told yet. */
  private Instant deadline(Instant hour, Instant recordedAt, Optional<Duration> retention) {
    Duration kept = RetentionPolicy.bounded(retention.orElse(config.keepFor()));
    Instant over = hour.plus(1, ChronoUnit.HOURS);
    return (recordedAt.isAfter(over) ? recordedAt : over).plus(kept);
  }

  private static String chained(String before, String digest) {
    byte[] bytes = (before + digest).getBytes(StandardCharsets.US_ASCII);
    return HexFormat.of().formatHex(Ledger.sha256(bytes));
  }

  /** The time it asked to be woken at may have come. */
  Step woken(HourState state, Instant now) {
    if (now.isBefore(state.wakeAt())) {
      return new Step(state, List.of());
    }
    int attempt = state.attempt() + 1;
    return new Step(
        state.moved(Phase.ORDERED, attempt, now.plus(config.orderTimeout())),
        List.of(order(state, attempt, now)));
  }

  private RetentionOutput order(HourState state, int attempt, Instant now) {
    String id = Ids.hour(state.camera(), state.hour());
    return new RetentionOutput.Ordered(
        Deletion.newBuilder()
            .setClipId(id)
            .setRecordId(id + "-x" + attempt)
            .setCamera(state.camera())
            .setScope(DeletionScope.RECORDINGS)
            .setPrefix(ClipLayout.recordings(state.camera(), state.hour()))
            .setRule(state.rule())
            .setDeadline(state.deadline())
            .setOrderedAt(now)
            .setAttempt(attempt)
            .setBuild(build)
            .build());
  }

  /** The store answered. Only the newest order counts: a piece may have come since the others. */
  Step answered(HourState state, DeletionResult result) {
    if (state.phase() != Phase.ORDERED || result.getAttempt() != state.attempt()) {
      return new Step(state, List.of());
    }
    String id = Ids.hour(state.camera(), state.hour());
    if (result.getOutcome() == DeletionOutcome.DELETED) {
      return new Step(null, List.of(new RetentionOutput.Expired(entry(id, state, result))));
    }
    Instant again = result.getAnsweredAt().plus(config.backoff(state.attempt()));
    return new Step(
        state.moved(Phase.FAILED, state.attempt(), again),
        List.of(new RetentionOutput.Overdue(id, result.getCause())));
  }

  private Expiry entry(String id, HourState state, DeletionResult result) {
    return Expiry.newBuilder()
        .setClipId(id)
        .setRecordId(id + "-e" + state.attempt())
        .setCamera(state.camera())
        .setRule(state.rule())
        .setRecordedAt(state.recordedAt())
        .setDeadline(state.deadline())
        .setDeletedAt(result.getAnsweredAt())
        .setCause("due")
        .setBytes(state.bytes())
        .setSha256(state.digest())
        .setObjects(result.getObjects())
        .setBuild(build)
        .build();
  }
}
