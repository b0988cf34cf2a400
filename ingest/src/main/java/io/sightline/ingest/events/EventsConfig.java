package io.sightline.ingest.events;

import io.sightline.ingest.events.frigate.FrigateConfig;
import io.sightline.ingest.events.http.HttpEventsConfig;
import org.jspecify.annotations.Nullable;

/**
 * Where events come from besides the cameras themselves. What is absent is off.
 *
 * @param http a listener to which they are posted
 * @param frigate an installation of Frigate whose events are taken
 */
public record EventsConfig(@Nullable HttpEventsConfig http, @Nullable FrigateConfig frigate) {
  public static final EventsConfig NONE = new EventsConfig(null, null);
}
