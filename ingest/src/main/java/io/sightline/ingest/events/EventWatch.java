package io.sightline.ingest.events;

import io.sightline.ingest.events.CameraEvents.Arrived;
import io.sightline.ingest.motion.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Takes what is told about a camera into the verdicts on its pictures: while an event goes on, a
 * picture counts as changed, so that an activity opens or stays open. Used by the camera's thread;
 * lives as long as its session.
 */
public final class EventWatch {
  private final CameraEvents events;
  private final EventLimits limits;
  private final OpenEvents open;
  private Collection<ToldEvent> now = List.of();
  private long behindMicros;
  private boolean alone;

  public EventWatch(CameraEvents events, EventLimits limits) {
    this.events = events;
    this.limits = limits;
    this.open = new OpenEvents(limits);
  }

  /** The verdict on a picture, given what is told by then. */
  public Verdict with(Verdict seen) {
    behindMicros = now.isEmpty() ? 0 : behindMicros;
    take(seen.atMicros());
    now = open.at(seen.atMicros());
    alone = !now.isEmpty() && !seen.changed();
    if (!alone) {
      return seen;
    }
    return new Verdict(seen.atMicros(), seen.share(), seen.moving(), true, open.regions());
  }

  private void take(long atMicros) {
    for (Arrived next = events.poll(); next != null; next = events.poll()) {
      open.take(next.event(), atMicros);
      behindMicros = Math.max(behindMicros, behind(next));
    }
  }

  /** How long before it was told it began; a clock that is wrong is not believed. */
  private long behind(Arrived arrived) {
    Instant started = arrived.event().startedAt();
    if (started == null) {
      return 0;
    }
    long micros = Duration.between(started, arrived.at()).toNanos() / 1000;
    return micros > 0 && micros <= limits.reachBackMicros() ? micros : 0;
  }

  /** Whether the next pictures are needed: something goes on, or waits for a picture. */
  public boolean isCalled() {
    return !now.isEmpty() || events.isWaiting();
  }

  /** What goes on in the newest picture. */
  public Collection<ToldEvent> now() {
    return now;
  }

  /** Whether something goes on in the newest picture of which the picture itself shows nothing. */
  public boolean isAlone() {
    return alone;
  }

  /** By how much the events that go on had begun before they were told. */
  public long behindMicros() {
    return behindMicros;
  }
}
