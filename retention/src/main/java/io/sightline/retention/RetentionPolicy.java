package io.sightline.retention;

import io.sightline.avro.Clip;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.DeletionScope;
import io.sightline.avro.Expiry;
import io.sightline.retention.ClipState.Phase;
import io.sightline.retention.RetentionEvent.Answered;
import io.sightline.retention.RetentionEvent.Stored;
import io.sightline.retention.RetentionEvent.Woken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a clip goes: (state, event) to (state, outputs). A clip is ordered to be deleted when its
 * deadline has passed and not before, and leaves one entry in the ledger.
 */
final class RetentionPolicy {
  static final String DEFAULT_RULE = "default";

  private static final Instant AT_ONCE = Instant.EPOCH;
  private static final int LOOKS = 8;
  private static final Duration LONGEST = Duration.ofDays(365_000);

  private final RetentionConfig config;
  private final String build;

  RetentionPolicy(RetentionConfig config, String build) {
    this.config = config;
    this.build = build;
  }

  /**
   * What comes of an event.
   *
   * @param state null: forget the clip
   */
  record Step(@Nullable ClipState state, List<RetentionOutput> outputs) {}

  Step on(@Nullable ClipState state, RetentionEvent event) {
    if (event instanceof Stored stored) {
      return stored(state, stored);
    }
    if (state == null) {
      return new Step(null, List.of());
    }
    return event instanceof Woken woken ? woken(state, woken) : answered(state, (Answered) event);
  }

  private Step stored(@Nullable ClipState state, Stored event) {
    Clip clip = event.clip();
    if (state == null) {
      boolean ours = clip.getRevision() > 0 && clip.getDeadline() != null;
      return ours ? new Step(scheduled(clip), List.of()) : first(clip, event.retention());
    }
    if (clip.getRevision() > 0 || state.phase() == Phase.WAITING) {
      return new Step(state, List.of());
    }
    if (state.phase() == Phase.EXPIRED) {
      Instant deletedAt = state.wakeAt().minus(config.rememberFor());
      return new Step(
          state,
          List.of(order(state, 0, deletedAt), new RetentionOutput.Removed(clip.getClipId())));
    }
    return new Step(state, List.of(new RetentionOutput.Revised(state.clip())));
  }

  private Step first(Clip clip, Optional<Duration> retention) {
    if (retention.isPresent()) {
      return schedule(clip, retention.get(), cameraRule(clip));
    }
    return clip.getCameraVersion() > 0
        ? new Step(new ClipState(Phase.WAITING, clip, 0, AT_ONCE), List.of())
        : schedule(clip, config.keepFor(), DEFAULT_RULE);
  }

  private Step schedule(Clip clip, Duration retention, String rule) {
    Clip revised =
        Clip.newBuilder(clip)
            .setRevision(1)
            .setRecordId(clip.getClipId() + "-r1")
            .setDeadline(clip.getRecordedAt().plus(bounded(retention)))
            .setRule(rule)
            .setBuild(build)
            .build();
    return new Step(scheduled(revised), List.of(new RetentionOutput.Revised(revised)));
  }

  private static ClipState scheduled(Clip clip) {
    return new ClipState(Phase.SCHEDULED, clip, 0, deadline(clip));
  }

  private Step woken(ClipState state, Woken event) {
    if (event.now().isBefore(state.wakeAt())) {
      return new Step(state, List.of());
    }
    return switch (state.phase()) {
      case WAITING -> waiting(state, event);
      case SCHEDULED, ORDERED, FAILED -> ordered(state, event.now());
      case EXPIRED -> new Step(null, List.of());
    };
  }

  /** Looks for the version a few times, until the grace is over. */
  private Step waiting(ClipState state, Woken event) {
    Clip clip = state.clip();
    if (event.retention().isPresent()) {
      return schedule(clip, event.retention().get(), cameraRule(clip));
    }
    if (state.attempt() == LOOKS) {
      return schedule(clip, config.keepFor(), DEFAULT_RULE);
    }
    Instant again = event.now().plus(config.cameraGrace().dividedBy(LOOKS));
    return new Step(new ClipState(Phase.WAITING, clip, state.attempt() + 1, again), List.of());
  }

  private Step ordered(ClipState state, Instant now) {
    int attempt = state.attempt() + 1;
    ClipState next =
        new ClipState(Phase.ORDERED, state.clip(), attempt, now.plus(config.orderTimeout()));
    return new Step(next, List.of(order(state, attempt, now)));
  }

  private RetentionOutput order(ClipState state, int attempt, Instant now) {
    Clip clip = state.clip();
    return new RetentionOutput.Ordered(
        Deletion.newBuilder()
            .setClipId(clip.getClipId())
            .setRecordId(clip.getClipId() + "-x" + attempt)
            .setCamera(clip.getCamera())
            .setScope(DeletionScope.CLIP)
            .setPrefix(clip.getPrefix())
            .setRule(rule(clip))
            .setDeadline(clip.getDeadline())
            .setOrderedAt(now)
            .setAttempt(attempt)
            .setBuild(build)
            .build());
  }

  private Step answered(ClipState state, Answered event) {
    DeletionResult result = event.result();
    boolean expected = state.phase() == Phase.ORDERED || state.phase() == Phase.FAILED;
    if (!expected || result.getScope() != DeletionScope.CLIP) {
      return new Step(state, List.of());
    }
    if (result.getOutcome() == DeletionOutcome.DELETED) {
      return expired(state, result);
    }
    return result.getAttempt() == state.attempt() && state.phase() == Phase.ORDERED
        ? failed(state, result)
        : new Step(state, List.of());
  }

  private Step failed(ClipState state, DeletionResult result) {
    Instant again = result.getAnsweredAt().plus(config.backoff(state.attempt()));
    return new Step(
        new ClipState(Phase.FAILED, state.clip(), state.attempt(), again),
        List.of(new RetentionOutput.Overdue(state.clip().getClipId(), result.getCause())));
  }

  private Step expired(ClipState state, DeletionResult result) {
    Instant forget = result.getAnsweredAt().plus(config.rememberFor());
    return new Step(
        new ClipState(Phase.EXPIRED, state.clip(), state.attempt(), forget),
        List.of(
            new RetentionOutput.Expired(entry(state.clip(), result)),
            new RetentionOutput.Removed(state.clip().getClipId())));
  }

  private Expiry entry(Clip clip, DeletionResult result) {
    return Expiry.newBuilder()
        .setClipId(clip.getClipId())
        .setRecordId(clip.getClipId() + "-e")
        .setCamera(clip.getCamera())
        .setRule(rule(clip))
        .setRecordedAt(clip.getRecordedAt())
        .setDeadline(deadline(clip))
        .setDeletedAt(result.getAnsweredAt())
        .setCause("due")
        .setBytes(clip.getBytes())
        .setSha256(clip.getSha256())
        .setObjects(result.getObjects())
        .setBuild(build)
        .build();
  }

  private static Instant deadline(Clip clip) {
    Instant deadline = clip.getDeadline();
    if (deadline == null) {
      throw new IllegalStateException("clip " + clip.getClipId() + " has no deadline");
    }
    return deadline;
  }

  private static String rule(Clip clip) {
    return clip.getRule() == null ? DEFAULT_RULE : clip.getRule();
  }

  private static String cameraRule(Clip clip) {
    return cameraRule(clip.getCamera(), clip.getCameraVersion());
  }

  /** The name of a rule that a version of a camera sets. */
  static String cameraRule(String camera, int version) {
    return "camera:" + camera + "@" + version;
  }

  /** A thousand years at most, which a time still can hold. */
  static Duration bounded(Duration retention) {
    return retention.compareTo(LONGEST) < 0 ? retention : LONGEST;
  }
}
