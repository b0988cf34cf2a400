package io.sightline.ingest;

import io.sightline.ingest.camera.SourceAddress;
import io.sightline.ingest.events.EventDesk;
import io.sightline.ingest.events.EventSource;
import io.sightline.ingest.events.EventsConfig;
import io.sightline.ingest.events.frigate.FrigateEvents;
import io.sightline.ingest.events.http.HttpEvents;
import io.sightline.ingest.events.onvif.OnvifEvents;
import io.sightline.ingest.media.Playback;
import io.sightline.runtime.Health;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** All ways in which events come from elsewhere. */
final class EventWays implements AutoCloseable {
  private final List<EventSource> ways = new ArrayList<>();

  /** None for a recording: nobody tells what happened then. */
  EventWays(
      IngestMode mode, EventsConfig config, EventDesk desk, SourceAddress addresses, Clock clock) {
    if (mode.playback() != Playback.REAL_TIME) {
      return;
    }
    ways.add(new OnvifEvents(desk, addresses::resolve, clock));
    if (config.http() != null) {
      ways.add(new HttpEvents(config.http(), desk));
    }
    if (config.frigate() != null) {
      ways.add(new FrigateEvents(config.frigate(), desk));
    }
  }

  void start() throws IOException {
    for (EventSource way : ways) {
      way.start();
    }
  }

  /** The first that is not up, or else this. */
  Health worse(Health health) {
    return health.state() != Health.State.UP
        ? health
        : ways.stream()
            .map(EventSource::health)
            .filter(way -> way.state() != Health.State.UP)
            .findFirst()
            .orElse(health);
  }

  @Override
  public void close() {
    ways.forEach(EventSource::close);
  }
}
