package io.sightline.retention;

import io.sightline.avro.DeletionResult;
import io.sightline.avro.Recording;
import io.sightline.avro.RetentionRequest;
import io.sightline.retention.HourPieces.Piece;
import io.sightline.retention.PiecePolicy.Step;
import io.sightline.retention.Sweep.Tally;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Erasure of parts of an hour: loads its pieces and what is ordered of them, asks the policy, saves
 * and forwards.
 */
final class HourErasures {
  private final KeyValueStore<String, HourState> hours;
  private final KeyValueStore<String, HourPieces> pieces;
  private final KeyValueStore<String, PieceOrder> orders;
  private final PiecePolicy policy;
  private final Standing standing;
  private final LifecycleSinks sinks;
  private final BiConsumer<String, HourState> saved;

  /** The stores, and what makes them another. */
  record Stores(
      KeyValueStore<String, HourState> hours,
      KeyValueStore<String, HourPieces> pieces,
      KeyValueStore<String, PieceOrder> orders) {}

  /**
   * @param saved takes the state of an hour that lost pieces
   */
  HourErasures(
      Stores stores,
      PiecePolicy policy,
      Standing standing,
      LifecycleSinks sinks,
      BiConsumer<String, HourState> saved) {
    this.hours = stores.hours();
    this.pieces = stores.pieces();
    this.orders = stores.orders();
    this.policy = policy;
    this.standing = standing;
    this.sinks = sinks;
    this.saved = saved;
  }

  /** A piece was stored. */
  void stored(String hourId, Recording recording) {
    pieces.put(hourId, of(hourId).with(Piece.of(recording)));
  }

  /** The hour is gone. */
  void forget(String hourId) {
    pieces.delete(hourId);
  }

  private HourPieces of(String hourId) {
    HourPieces known = pieces.get(hourId);
    return known == null ? HourPieces.NONE : known;
  }

  /** Whether an erasure is about all of an hour. */
  static boolean isWhole(Instant hour, RetentionRequest request) {
    Instant last = hour.plus(1, ChronoUnit.HOURS).minus(1, ChronoUnit.MICROS);
    Instant from = request.getSpanFrom();
    Instant to = request.getSpanTo();
    return (from == null || !from.isAfter(hour)) && (to == null || !to.isBefore(last));
  }

  /** The pieces of an hour that overlap the span of an erasure are to go. */
  Tally erase(String hourId, HourState hour, RetentionRequest request) {
    if (!hour.camera().equals(request.getCamera())) {
      return Tally.NONE;
    }
    Instant from = request.getSpanFrom() == null ? Instant.EPOCH : request.getSpanFrom();
    Instant to = request.getSpanTo() == null ? Instant.MAX : request.getSpanTo();
    HourPieces found =
        of(hourId).overlapping(from, to.equals(Instant.MAX) ? to : to.plus(1, ChronoUnit.MICROS));
    String id = hourId + "/" + request.getRequestId();
    PieceOrder before = orders.get(id);
    List<String> keys = new ArrayList<>(found.keys(hour.camera()));
    keys.removeAll(before == null ? List.of() : before.keys());
    if (keys.isEmpty()) {
      return Tally.NONE;
    }
    PieceOrder begun =
        before == null
            ? new PieceOrder(
                PieceOrder.Phase.WAITING,
                hour.camera(),
                hour.hour(),
                request.getRequestId(),
                keys,
                0,
                Instant.EPOCH)
            : before.with(keys);
    orders.put(id, begun);
    if (before != null) {
      return Tally.NONE; // One order for all of them: it is told as gone once.
    }
    return standing.of(hour).held() ? Tally.HELD : Tally.touched(found.bytes());
  }

  /** The store answered about pieces. */
  void answered(String hourId, DeletionResult result, long timestamp) {
    for (PieceOrder order : between(hourId + "/", hourId + "0")) {
      HourState hour = hour(hourId);
      take(order, hour, policy.answered(order, hour, of(hourId), result), timestamp);
    }
  }

  /** Orders what is due. */
  void look(Instant now) {
    for (PieceOrder order : between(null, null)) {
      HourState hour = hour(order.hourId());
      Step step = policy.woken(order, hour, of(order.hourId()), now);
      take(order, hour, step, now.toEpochMilli());
    }
  }

  private @Nullable HourState hour(String hourId) {
    HourState hour = hours.get(hourId);
    return hour == null ? null : hour.with(standing.of(hour).holds());
  }

  private void take(PieceOrder before, @Nullable HourState hour, Step step, long timestamp) {
    if (!before.equals(step.order())) {
      orders.put(before.id(), step.order());
    }
    HourState after = step.hour();
    if (after != null && !after.equals(hour)) {
      pieces.put(before.hourId(), step.pieces());
      saved.accept(before.hourId(), after);
    }
    step.outputs().forEach(output -> sinks.forward(output, timestamp));
    boolean untold = step.outputs().stream().noneMatch(RetentionOutput.Lessened.class::isInstance);
    if (step.order() == null && untold) {
      sinks.erased(before.request(), 0, timestamp);
    }
  }

  private List<PieceOrder> between(@Nullable String from, @Nullable String to) {
    List<PieceOrder> found = new ArrayList<>();
    try (KeyValueIterator<String, PieceOrder> entries = orders.range(from, to)) {
      entries.forEachRemaining(entry -> found.add(entry.value));
    }
    return found;
  }
}
