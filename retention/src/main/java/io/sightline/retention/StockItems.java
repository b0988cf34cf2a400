package io.sightline.retention;

import io.sightline.avro.Severity;
import io.sightline.retention.StockKeeper.Item;
import io.sightline.retention.pressure.Kind;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a clip, or an hour of recordings, is to the account of the stock. */
final class StockItems {
  private StockItems() {}

  /** Null where nothing is stored, or nobody knows yet for how long. */
  static @Nullable Item of(@Nullable ClipState state) {
    if (state == null || state.clip().getDeadline() == null) {
      return null;
    }
    Kind kind =
        switch (state.phase()) {
          case AWAITED, WAITING, EXPIRED -> null;
          case ORDERED -> Kind.GOING;
          case FAILED -> Kind.OVERDUE;
          case SCHEDULED ->
              state.held() ? Kind.HELD : state.early() != null ? Kind.GOING : kind(state.facts());
        };
    Instant deadline = state.clip().getDeadline();
    return kind == null || deadline == null
        ? null
        : new Item(kind, state.clip().getCapturedAt(), deadline, state.clip().getBytes());
  }

  private static Kind kind(AlertFacts facts) {
    Optional<Severity> most =
        facts.told().stream().map(AlertFacts.Told::severity).max(Comparator.naturalOrder());
    if (most.isPresent()) {
      return switch (most.get()) {
        case INFO -> Kind.CLIP_INFO;
        case WARNING -> Kind.CLIP_WARNING;
        case CRITICAL, UNKNOWN -> Kind.CLIP_CRITICAL;
      };
    }
    return facts.withoutAlert() ? Kind.CLIP_QUIET : Kind.CLIP_UNDECIDED;
  }

  /**
   * @param active whether an activity is on record in the hour
   */
  static @Nullable Item of(@Nullable HourState state, boolean active) {
    if (state == null) {
      return null;
    }
    Kind kind =
        switch (state.phase()) {
          case ORDERED -> Kind.GOING;
          case FAILED -> Kind.OVERDUE;
          case SCHEDULED ->
              state.held()
                  ? Kind.HELD
                  : state.early() != null
                      ? Kind.GOING
                      : active ? Kind.RECORDING : Kind.RECORDING_QUIET;
        };
    return new Item(kind, state.hour(), state.deadline(), state.bytes());
  }
}
