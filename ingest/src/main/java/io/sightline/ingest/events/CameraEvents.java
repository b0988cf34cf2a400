package io.sightline.ingest.events;

import io.sightline.ingest.events.ToldEvent.Phase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is told about one camera and has not been taken yet. Anybody may tell; the camera's session
 * takes. Events that are over are remembered, so that none is told twice.
 */
public final class CameraEvents {
  private static final int MAX_WAITING = 64;
  private static final int MAX_REMEMBERED = 512;
  private static final Duration FRESH = Duration.ofSeconds(30);

  private final Clock clock;
  private final EventCounts counts;
  private final Queue<Arrived> waiting = new ArrayDeque<>();
  private final Set<String> over = new LinkedHashSet<>();

  /** An event with the host's time at which it came. */
  record Arrived(ToldEvent event, Instant at) {}

  /**
   * @param clock this host's: tells what has waited for too long
   */
  CameraEvents(Clock clock, EventCounts counts) {
    this.clock = clock;
    this.counts = counts;
  }

  /** A camera about which nobody tells anything. */
  public static CameraEvents none(Clock clock) {
    return new CameraEvents(clock, EventCounts.uncounted());
  }

  synchronized EventOutcome tell(ToldEvent event) {
    if (over.contains(event.key())) {
      return EventOutcome.REPEATED;
    }
    if (waiting.size() >= MAX_WAITING) {
      return EventOutcome.FULL;
    }
    if (event.phase() == Phase.ENDED || event.phase() == Phase.SINGLE) {
      remember(event.key());
    }
    waiting.add(new Arrived(event, clock.instant()));
    return EventOutcome.TAKEN;
  }

  private void remember(String key) {
    over.add(key);
    if (over.size() > MAX_REMEMBERED) {
      over.remove(over.iterator().next());
    }
  }

  synchronized boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** The next one that is fresh enough to be acted upon; null if there is none. */
  synchronized @Nullable Arrived poll() {
    Instant oldest = clock.instant().minus(FRESH);
    for (Arrived next = waiting.poll(); next != null; next = waiting.poll()) {
      if (!next.at().isBefore(oldest) || next.event().phase() == Phase.ENDED) {
        return next;
      }
      counts.count(next.event(), EventOutcome.UNSEEN);
    }
    return null;
  }
}
