package io.sightline.retention;

import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.DeletionScope;
import io.sightline.avro.Expiry;
import io.sightline.clipstore.ClipLayout;
import io.sightline.retention.PieceOrder.Phase;
import io.sightline.schemas.Ids;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How pieces of an hour are erased: (state, event) to (state, outputs). Not while the hour is held;
 * what the store refuses is tried again; each order that is carried out leaves one entry in the
 * ledger.
 */
final class PiecePolicy {
  private final RetentionConfig config;
  private final String build;

  PiecePolicy(RetentionConfig config, String build) {
    this.config = config;
    this.build = build;
  }

  /**
   * What comes of an event.
   *
   * @param order null: it is done
   * @param hour what is left of it
   * @param pieces what is left of them
   */
  record Step(
      @Nullable PieceOrder order,
      @Nullable HourState hour,
      HourPieces pieces,
      List<RetentionOutput> outputs) {}

  /** The time it asked to be woken at may have come. */
  Step woken(PieceOrder order, @Nullable HourState hour, HourPieces pieces, Instant now) {
    boolean waits = hour != null && hour.held() && order.phase() != Phase.ORDERED;
    if (waits || now.isBefore(order.wakeAt())) {
      return new Step(order, hour, pieces, List.of());
    }
    PieceOrder ordered =
        order.in(Phase.ORDERED, order.attempt() + 1, now.plus(config.orderTimeout()));
    return new Step(ordered, hour, pieces, List.of(order(ordered, hour, now)));
  }

  private RetentionOutput order(PieceOrder order, @Nullable HourState hour, Instant now) {
    return new RetentionOutput.Ordered(
        Deletion.newBuilder()
            .setClipId(order.hourId())
            .setRecordId(order.recordId())
            .setCamera(order.camera())
            .setScope(DeletionScope.PIECES)
            .setPrefix(ClipLayout.recordings(order.camera(), order.hour()))
            .setOnly(order.keys())
            .setRule(hour == null ? "" : hour.rule())
            .setDeadline(hour == null ? null : hour.deadline())
            .setOrderedAt(now)
            .setAttempt(order.attempt())
            .setCause(Early.Cause.ERASURE.toString())
            .setRequest(order.request())
            .setBuild(build)
            .build());
  }

  /** The store answered. An hour that went meanwhile took its pieces along, and told them. */
  Step answered(
      PieceOrder order, @Nullable HourState hour, HourPieces pieces, DeletionResult result) {
    if (!result.getRecordId().equals(order.recordId() + "-r")) {
      return new Step(order, hour, pieces, List.of());
    }
    if (result.getOutcome() != DeletionOutcome.DELETED) {
      Instant again = result.getAnsweredAt().plus(config.backoff(order.attempt()));
      return new Step(
          order.in(Phase.FAILED, order.attempt(), again),
          hour,
          pieces,
          List.of(new RetentionOutput.Overdue(order.hourId(), result.getCause())));
    }
    Set<String> keys = new HashSet<>(order.keys());
    HourPieces gone = pieces.only(order.camera(), keys);
    HourPieces left = pieces.without(order.camera(), keys);
    if (hour == null || gone.pieces().isEmpty()) {
      return new Step(null, hour, left, List.of());
    }
    return new Step(
        null,
        hour.holding(left.bytes(), left.digest()),
        left,
        List.of(new RetentionOutput.Lessened(entry(order, hour, gone, result))));
  }

  private Expiry entry(PieceOrder order, HourState hour, HourPieces gone, DeletionResult result) {
    return Expiry.newBuilder()
        .setClipId(order.hourId())
        .setRecordId(order.hourId() + "-p" + Ids.base32(result.getAnsweredAt()))
        .setCamera(order.camera())
        .setRule(hour.rule())
        .setRecordedAt(hour.recordedAt())
        .setDeadline(hour.deadline())
        .setDeletedAt(result.getAnsweredAt())
        .setCause(Early.Cause.ERASURE.toString())
        .setRequest(order.request())
        .setEarly(result.getAnsweredAt().isBefore(hour.deadline()))
        .setLateHolds(hour.holds())
        .setBytes(gone.bytes())
        .setSha256(gone.digest())
        .setPieces(gone.ids(order.camera()))
        .setObjects(gone.pieces().size())
        .setBuild(build)
        .build();
  }
}
