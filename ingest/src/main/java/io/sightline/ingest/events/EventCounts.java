package io.sightline.ingest.events;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts what was told, by the way it came and what became of it. */
record EventCounts(@Nullable MeterRegistry metrics) {
  static EventCounts uncounted() {
    return new EventCounts(null);
  }

  void count(ToldEvent event, EventOutcome outcome) {
    count(event.way(), outcome.name().toLowerCase(Locale.ROOT));
  }

  void count(String way, String outcome) {
    if (metrics != null) {
      metrics.counter("sightline.ingest.events", "way", way, "outcome", outcome).increment();
    }
  }
}
