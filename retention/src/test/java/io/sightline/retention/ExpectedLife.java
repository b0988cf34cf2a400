package io.sightline.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Clip;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionScope;
import io.sightline.avro.Hold;
import io.sightline.avro.Policy;
import io.sightline.avro.PolicyKind;
import io.sightline.avro.PolicyRule;
import io.sightline.avro.Recording;
import io.sightline.avro.RequestKind;
import io.sightline.avro.RetentionRequest;
import io.sightline.avro.Severity;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What must hold, said as simply as can be: all is worked out anew from the log each time, and what
 * is not decided yet is tried out in every way it may come.
 */
final class ExpectedLife {
  static final Duration CAMERA = Duration.ofDays(5);
  static final Duration RECORDINGS = Duration.ofDays(2);

  private final World world;

  ExpectedLife(World world) {
    this.world = world;
  }

  /**
   * An order may be given only for what no hold keeps, and whose time is up or that is to go early.
   */
  void checkOrder(Deletion order) {
    String id = order.getClipId();
    assertThat(holds(id, order.getScope())).as("held " + id).isEmpty();
    if (requests(RequestKind.EARLY).noneMatch(early -> isAbout(early, id, order.getScope()))) {
      Instant allowed =
          order.getScope() == DeletionScope.CLIP ? clipDeadline(id) : hourDeadline(id);
      assertThat(world.time).as("deadline of " + id).isAfterOrEqualTo(allowed);
    }
  }

  /** What its newest revision calls held is there. */
  void checkHeldMedia() {
    for (Clip clip : world.published.values()) {
      if (!clip.getHolds().isEmpty()) {
        assertThat(world.media).as("media of what is held").contains(clip.getClipId());
      }
    }
  }

  private Stream<RetentionRequest> requests(RequestKind kind) {
    return world.seen().stream()
        .filter(entry -> entry.value() instanceof RetentionRequest)
        .map(entry -> (RetentionRequest) entry.value())
        .filter(request -> request.getKind() == kind);
  }

  private List<String> holds(String id, DeletionScope scope) {
    Map<String, Hold> inForce = new HashMap<>();
    for (World.Entry entry : world.seen()) {
      if (entry.value() instanceof RetentionRequest request && request.getHold() != null) {
        Hold hold = request.getHold();
        if (request.getKind() == RequestKind.HOLD) {
          inForce.put(hold.getHoldId(), hold);
        } else {
          inForce.remove(hold.getHoldId());
        }
      }
    }
    return inForce.values().stream()
        .filter(hold -> hold.getUntil() == null || hold.getUntil().isAfter(world.time))
        .filter(hold -> isAbout(RequestBroadcast.of(hold, RequestKind.HOLD), id, scope))
        .map(Hold::getHoldId)
        .toList();
  }

  private boolean isAbout(RetentionRequest request, String id, DeletionScope scope) {
    boolean clip = scope == DeletionScope.CLIP;
    if (!request.getClipId().isEmpty()) {
      return clip && request.getClipId().equals(id);
    }
    Instant begin = clip ? clip(id).getCapturedAt() : Ids.time(id);
    Instant end = clip ? clip(id).getEndedAt() : Ids.time(id).plusSeconds(3600);
    return !begin.isAfter(request.getSpanTo()) && !end.isBefore(request.getSpanFrom());
  }

  private Clip clip(String id) {
    return world.log.stream()
        .filter(entry -> entry.value() instanceof Clip clip && clip.getClipId().equals(id))
        .map(entry -> (Clip) entry.value())
        .findFirst()
        .orElseThrow();
  }

  private Instant clipDeadline(String id) {
    List<Policy> before = new ArrayList<>();
    List<Policy> retroactive = new ArrayList<>();
    boolean there = false;
    for (World.Entry entry : world.seen()) {
      there |= entry.value() instanceof Clip clip && clip.getClipId().equals(id);
      if (entry.value() instanceof RetentionRequest request && request.getPolicy() != null) {
        Policy policy = request.getPolicy();
        if (!there) {
          before.add(policy);
        } else if (policy.getRetroactive()) {
          retroactive.add(policy);
        }
      }
    }
    Duration kept = before.isEmpty() ? CAMERA : longest(before.get(before.size() - 1), id);
    for (Policy policy : retroactive) {
      Duration shorter = longest(policy, id);
      kept = shorter.compareTo(kept) < 0 ? shorter : kept;
    }
    return clip(id).getRecordedAt().plus(kept);
  }

  /** The longest of all that may still come out. */
  private Duration longest(Policy policy, String id) {
    Duration longest = Duration.ZERO;
    for (List<Severity> outcome : outcomes(id)) {
      Duration kept = kept(policy, outcome);
      longest = kept.compareTo(longest) > 0 ? kept : longest;
    }
    return longest;
  }

  /** The severities of the alerts that the clip belongs to, in every way it may come. */
  private List<List<Severity>> outcomes(String id) {
    List<Severity> told =
        requests(RequestKind.ALERTED)
            .filter(request -> request.getClipId().equals(id))
            .map(RetentionRequest::getSeverity)
            .toList();
    List<RetentionRequest> decided =
        requests(RequestKind.DECIDED).filter(request -> request.getClipId().equals(id)).toList();
    boolean alerted = decided.stream().anyMatch(request -> !request.getAlerts().isEmpty());
    List<List<Severity>> outcomes = new ArrayList<>();
    if (told.isEmpty() && !alerted) {
      outcomes.add(List.of());
    }
    boolean open = decided.isEmpty() || alerted && told.isEmpty();
    if (open) {
      for (Severity severity : List.of(Severity.INFO, Severity.WARNING, Severity.CRITICAL)) {
        outcomes.add(Stream.concat(told.stream(), Stream.of(severity)).toList());
      }
    }
    if (!told.isEmpty()) {
      outcomes.add(told);
    }
    return outcomes;
  }

  private static Duration kept(Policy policy, List<Severity> alerts) {
    return policy.getRules().stream()
        .filter(rule -> applies(rule, alerts))
        .map(rule -> Duration.ofSeconds(rule.getKeepS()))
        .max(Duration::compareTo)
        .orElse(CAMERA);
  }

  private static boolean applies(PolicyRule rule, List<Severity> alerts) {
    return switch (rule.getKind()) {
      case CLIP -> true;
      case CLIP_WITHOUT_ALERT -> alerts.isEmpty();
      case CLIP_WITH_ALERT ->
          !alerts.isEmpty()
              && (rule.getSeverities().isEmpty()
                  || alerts.stream().anyMatch(rule.getSeverities()::contains));
      default -> false;
    };
  }

  /** The shortest that any policy may say: pieces of an hour may have come under several. */
  private Instant hourDeadline(String id) {
    Instant last =
        world.seen().stream()
            .filter(entry -> entry.value() instanceof Recording)
            .map(entry -> (Recording) entry.value())
            .filter(piece -> Ids.hour(piece.getCamera(), piece.getCapturedAt()).equals(id))
            .map(Recording::getRecordedAt)
            .max(Instant::compareTo)
            .orElseThrow();
    Duration shortest =
        requests(RequestKind.POLICY)
            .flatMap(request -> request.getPolicy().getRules().stream())
            .filter(rule -> rule.getKind() == PolicyKind.RECORDING)
            .map(rule -> Duration.ofSeconds(rule.getKeepS()))
            .min(Duration::compareTo)
            .filter(kept -> kept.compareTo(RECORDINGS) < 0)
            .orElse(RECORDINGS);
    Instant over = Ids.time(id).plusSeconds(3600);
    return (last.isAfter(over) ? last : over).plus(shortest);
  }
}
