package io.sightline.ingest.events;

import io.sightline.avro.Activity;
import io.sightline.avro.Told;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was told during one activity. */
public final class Telling {
  private static final int MAX_TOLD = 16;

  private final Map<String, ToldEvent> told = new LinkedHashMap<>();
  private String source = "";

  /** The activity began because of what was told: nothing was seen by then. */
  public void began(Collection<ToldEvent> events) {
    source = events.stream().map(ToldEvent::source).findFirst().orElse("");
  }

  /** What goes on now; the newest word of an event counts, the best score of each. */
  public void add(Collection<ToldEvent> events) {
    for (ToldEvent event : events) {
      if (told.size() < MAX_TOLD || told.containsKey(event.key())) {
        told.merge(event.key(), event, Telling::better);
      }
    }
  }

  private static ToldEvent better(ToldEvent old, ToldEvent next) {
    boolean silent = next.label().isEmpty() && next.score() == 0;
    return silent || next.score() < old.score() ? old : next;
  }

  /** Fills in what the activity's record says of it. */
  public void describe(Activity.Builder activity) {
    activity.setSource(source).setTold(told.values().stream().map(Telling::record).toList());
  }

  private static Told record(ToldEvent event) {
    Instant started = event.startedAt();
    return Told.newBuilder()
        .setSource(event.source())
        .setId(event.id())
        .setLabel(event.label())
        .setScore(event.score())
        .setStartedAt(started == null ? null : started.truncatedTo(ChronoUnit.MICROS))
        .build();
  }
}
