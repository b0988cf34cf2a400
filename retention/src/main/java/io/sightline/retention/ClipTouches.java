package io.sightline.retention;

import io.sightline.avro.Clip;
import io.sightline.avro.PolicyKind;
import io.sightline.avro.RequestKind;
import io.sightline.avro.RetentionRequest;
import io.sightline.retention.ClipState.Phase;
import io.sightline.retention.RetentionEvent.Hastened;
import io.sightline.retention.RetentionEvent.Reviewed;
import io.sightline.retention.Sweep.Tally;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What a request that concerns many clips does to each. */
final class ClipTouches implements Sweeps.Touch {
  private final KeyValueStore<String, ClipState> clips;
  private final BiFunction<String, RetentionEvent, @Nullable ClipState> life;
  private final Consumer<Clip> count;

  /**
   * @param life from a clip's id and an event to the state after it
   * @param count what is there, for limits
   */
  ClipTouches(
      KeyValueStore<String, ClipState> clips,
      BiFunction<String, RetentionEvent, @Nullable ClipState> life,
      Consumer<Clip> count) {
    this.clips = clips;
    this.life = life;
    this.count = count;
  }

  @Override
  public Optional<Tally> touch(String id, RetentionRequest request) {
    ClipState before = clips.get(id);
    if (before == null || before.phase() == Phase.AWAITED || !about(before.clip(), request)) {
      return Optional.of(Tally.NONE);
    }
    if (request.getKind() == RequestKind.EARLY) {
      return Optional.of(hastened(id, before, request));
    }
    ClipState after = life.apply(id, new Reviewed());
    if (request.getPolicy() != null
        && !request.getPolicy().getLimits().isEmpty()
        && before.phase() != Phase.EXPIRED) {
      count.accept(before.clip());
    }
    return request.getKind() == RequestKind.HOLD
        ? held(after)
        : Optional.of(
            after == null || after.clip().equals(before.clip())
                ? Tally.NONE
                : Tally.touched(before.clip().getBytes()));
  }

  private static boolean about(Clip clip, RetentionRequest request) {
    if (!request.getClipId().isEmpty()) {
      return request.getClipId().equals(clip.getClipId());
    }
    return (request.getCamera().isEmpty() || request.getCamera().equals(clip.getCamera()))
        && Spans.overlap(
            request.getSpanFrom(), request.getSpanTo(), clip.getCapturedAt(), clip.getEndedAt());
  }

  private static Optional<Tally> held(@Nullable ClipState after) {
    if (after == null) {
      return Optional.of(Tally.TOO_LATE);
    }
    return switch (after.phase()) {
      case ORDERED -> Optional.empty();
      case EXPIRED -> Optional.of(Tally.TOO_LATE);
      default -> Optional.of(Tally.touched(after.clip().getBytes()));
    };
  }

  private Tally hastened(String id, ClipState before, RetentionRequest request) {
    boolean goes = before.phase() != Phase.ORDERED && before.phase() != Phase.EXPIRED;
    boolean taken =
        before.early() != null && before.early().request().equals(request.getRequestId());
    if (!goes || taken || !isOf(request.getKinds(), before.facts())) {
      return Tally.NONE;
    }
    Early early = new Early(Early.Cause.of(request.getCause()), request.getRequestId());
    ClipState after = life.apply(id, new Hastened(early));
    return after != null && after.held() ? Tally.HELD : Tally.touched(before.clip().getBytes());
  }

  private static boolean isOf(List<PolicyKind> kinds, AlertFacts facts) {
    return kinds.isEmpty()
        || kinds.contains(PolicyKind.CLIP)
        || kinds.contains(
            facts.withoutAlert() ? PolicyKind.CLIP_WITHOUT_ALERT : PolicyKind.CLIP_WITH_ALERT);
  }
}
