package io.sightline.ingest.events;

import io.sightline.ingest.events.ToldEvent.Phase;
import io.sightline.ingest.motion.Region;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events that are going on at a camera, by capture time. Used by one thread; pure. */
final class OpenEvents {
  private final EventLimits limits;
  private final Map<String, Open> open = new LinkedHashMap<>();

  /**
   * @param heardMicros when something was heard of it last
   * @param over its end was told
   */
  private record Open(
      ToldEvent event, long sinceMicros, long heardMicros, int pictures, boolean over) {
    Open heard(ToldEvent newer, long atMicros) {
      boolean ended = over || newer.phase() == Phase.ENDED;
      return new Open(newer, sinceMicros, atMicros, pictures, ended);
    }

    Open seen() {
      return new Open(event, sinceMicros, heardMicros, pictures + 1, over);
    }
  }

  OpenEvents(EventLimits limits) {
    this.limits = limits;
  }

  /** Takes what was told; an end without a beginning is nothing. */
  void take(ToldEvent event, long atMicros) {
    Open known = open.get(event.key());
    if (known != null) {
      open.put(event.key(), known.heard(event, atMicros));
    } else if (event.phase() != Phase.ENDED) {
      open.put(event.key(), new Open(event, atMicros, atMicros, 0, false));
      if (open.size() > limits.maxOpen()) {
        open.remove(open.keySet().iterator().next());
      }
    }
  }

  /** A picture was captured: returns the events that go on in it. */
  Collection<ToldEvent> at(long atMicros) {
    open.values().removeIf(event -> isOver(event, atMicros));
    open.replaceAll((key, event) -> event.seen());
    return events();
  }

  private boolean isOver(Open event, long atMicros) {
    long lasted = atMicros - event.sinceMicros();
    if (lasted >= limits.longestMicros()) {
      return true;
    }
    if (event.pictures() < limits.leastPictures() || lasted < limits.leastMicros()) {
      return false;
    }
    long silence =
        event.event().phase() == Phase.SINGLE ? limits.singleMicros() : limits.silenceMicros();
    return event.over() || atMicros - event.heardMicros() >= silence;
  }

  private List<ToldEvent> events() {
    return open.values().stream().map(Open::event).toList();
  }

  /** Where they are; empty if any of them does not say. */
  List<Region> regions() {
    List<Region> regions = new ArrayList<>();
    for (ToldEvent event : events()) {
      if (event.regions().isEmpty()) {
        return List.of();
      }
      regions.addAll(event.regions());
    }
    return regions;
  }
}
