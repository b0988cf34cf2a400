package io.sightline.ingest.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Analysis;
import io.sightline.avro.Camera;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where events are told: knows which cameras this process has open. */
public final class EventDesk implements EventDoor {
  private final Clock clock;
  private final EventCounts counts;
  private final Map<String, Seat> seats = new ConcurrentHashMap<>();
  private volatile Watcher watcher = Watcher.NOBODY;

  private record Seat(CameraEvents events, @Nullable Camera open) {}

  /** Told which cameras are open here. */
  public interface Watcher {
    Watcher NOBODY =
        new Watcher() {
          @Override
          public void opened(Camera camera) {}

          @Override
          public void closed(String camera) {}
        };

    void opened(Camera camera);

    void closed(String camera);
  }

  public EventDesk(Clock clock, MeterRegistry metrics) {
    this.clock = clock;
    this.counts = new EventCounts(metrics);
  }

  /** Names who is told of each camera that is opened or closed here. */
  public void watch(Watcher follower) {
    watcher = follower;
  }

  /** The camera is open here from now on; what is told about it waits in the returned value. */
  public CameraEvents open(Camera camera) {
    Seat seat =
        seats.compute(
            camera.getCamera(),
            (id, old) ->
                new Seat(old == null ? new CameraEvents(clock, counts) : old.events(), camera));
    watcher.opened(camera);
    return seat.events();
  }

  /** The camera is not open here any more. */
  public void close(String camera) {
    watcher.closed(camera);
    seats.computeIfPresent(camera, (id, old) -> new Seat(old.events(), null));
  }

  @Override
  public boolean isOpen(String camera) {
    Seat seat = seats.get(camera);
    return seat != null && seat.open() != null;
  }

  @Override
  public EventOutcome tell(String camera, ToldEvent event) {
    EventOutcome outcome = outcome(camera, event);
    counts.count(event, outcome);
    return outcome;
  }

  @Override
  public void refused(String way, String why) {
    counts.count(way, why);
  }

  private EventOutcome outcome(String camera, ToldEvent event) {
    Seat seat = seats.get(camera);
    Camera open = seat == null ? null : seat.open();
    if (seat == null || open == null) {
      return EventOutcome.ELSEWHERE;
    }
    return open.getAnalysis() == Analysis.OFF ? EventOutcome.OFF : seat.events().tell(event);
  }
}
