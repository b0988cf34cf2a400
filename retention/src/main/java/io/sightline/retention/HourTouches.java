package io.sightline.retention;

import io.sightline.avro.PolicyKind;
import io.sightline.avro.RequestKind;
import io.sightline.avro.RetentionRequest;
import io.sightline.retention.HourState.Phase;
import io.sightline.retention.Sweep.Tally;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What a request that concerns many hours of recordings does to each. */
final class HourTouches implements Sweeps.Touch {
  private final KeyValueStore<String, HourState> hours;
  private final Life life;
  private final BiConsumer<String, HourState> count;

  /** Reviews an hour, or hastens it, and returns its state after that. */
  interface Life {
    @Nullable HourState apply(String id, HourState before, @Nullable Early early);

    /** Erases what of the hour lies in the span of a request. */
    Tally erase(String id, HourState before, RetentionRequest request);
  }

  /**
   * @param count what is there, for limits
   */
  HourTouches(
      KeyValueStore<String, HourState> hours, Life life, BiConsumer<String, HourState> count) {
    this.hours = hours;
    this.life = life;
    this.count = count;
  }

  @Override
  public Optional<Tally> touch(String id, RetentionRequest request) {
    HourState before = hours.get(id);
    if (before == null) {
      // Forgotten once it is gone: it went while a hold waited for the store's answer.
      return Optional.of(request.getKind() == RequestKind.HOLD ? Tally.TOO_LATE : Tally.NONE);
    }
    if (Standing.isErasure(request) && !HourErasures.isWhole(before.hour(), request)) {
      return Optional.of(life.erase(id, before, request));
    }
    if (!about(before, request)) {
      return Optional.of(Tally.NONE);
    }
    if (request.getKind() == RequestKind.EARLY) {
      return Optional.of(hastened(id, before, request));
    }
    HourState after = life.apply(id, before, null);
    if (request.getPolicy() != null && !request.getPolicy().getLimits().isEmpty()) {
      count.accept(id, before);
    }
    if (request.getKind() == RequestKind.HOLD) {
      return before.phase() == Phase.ORDERED
          ? Optional.empty()
          : Optional.of(Tally.touched(before.bytes()));
    }
    boolean changed = after != null && !after.deadline().equals(before.deadline());
    return Optional.of(changed ? Tally.touched(before.bytes()) : Tally.NONE);
  }

  private static boolean about(HourState hour, RetentionRequest request) {
    return (request.getCamera().isEmpty() || request.getCamera().equals(hour.camera()))
        && Spans.overlap(
            request.getSpanFrom(),
            request.getSpanTo(),
            hour.hour(),
            hour.hour().plus(1, ChronoUnit.HOURS));
  }

  private Tally hastened(String id, HourState before, RetentionRequest request) {
    boolean asked =
        request.getKinds().isEmpty() || request.getKinds().contains(PolicyKind.RECORDING);
    boolean taken =
        before.early() != null && before.early().request().equals(request.getRequestId());
    if (!asked || taken || before.phase() == Phase.ORDERED) {
      return Tally.NONE;
    }
    Early early = new Early(Early.Cause.of(request.getCause()), request.getRequestId());
    HourState after = life.apply(id, before, early);
    return after != null && after.held() ? Tally.HELD : Tally.touched(before.bytes());
  }
}
