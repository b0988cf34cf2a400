package io.sightline.console.view;

import io.sightline.avro.Decision;
import io.sightline.avro.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The decision of each activity, ordered by the activity's start. */
public final class DecisionView {
  private final Timeline<Decision> decisions;
  private final Map<String, Instant> decidedThrough = new HashMap<>();
  private long quiet;
  private long repeated;

  public DecisionView(int limit) {
    decisions = new Timeline<>(limit);
  }

  /** The first decision of an activity stays; another is counted. False if nothing changed. */
  synchronized boolean apply(Decision decision) {
    decidedThrough.merge(
        decision.getCamera(), decision.getCapturedAt(), (a, b) -> a.isAfter(b) ? a : b);
    if (decisions.get(decision.getActivityId()).isPresent()) {
      repeated++;
      return false;
    }
    if (isQuiet(decision)) {
      quiet++;
    }
    return decisions.put(decision.getActivityId(), decision.getStartedAt(), decision);
  }

  public Optional<Decision> get(String activityId) {
    return decisions.get(activityId);
  }

  public List<Decision> newest(@Nullable Position before, int count, Predicate<Decision> which) {
    return decisions.newest(before, count, which);
  }

  /** Capture time up to which the camera's activities have been decided, as far as seen here. */
  public synchronized Optional<Instant> decidedThrough(String camera) {
    return Optional.ofNullable(decidedThrough.get(camera));
  }

  public static Position position(Decision decision) {
    return new Position(decision.getStartedAt(), decision.getActivityId());
  }

  /** True if nobody was told. */
  public static boolean isQuiet(Decision decision) {
    return decision.getOutcome() != Outcome.ALERTED;
  }

  public int size() {
    return decisions.size();
  }

  /** Activities so far that led to no alert, forgotten ones included. */
  public synchronized long quiet() {
    return quiet;
  }

  public long forgotten() {
    return decisions.forgotten();
  }

  /** Further decisions of an activity that had one: 0 where all is well. */
  public synchronized long repeated() {
    return repeated;
  }
}
