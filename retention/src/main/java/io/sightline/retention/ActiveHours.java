package io.sightline.retention;

import io.sightline.avro.Decision;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * In which hours of a camera something was noticed. An hour is forgotten with its recordings, or
 * after more than a year.
 */
final class ActiveHours {
  private static final byte[] YES = {1};

  /** An activity is cut long before that. */
  private static final int MOST_HOURS = 48;

  /** Recordings come within that time, if any are to come. */
  private static final Duration LONG_AGO = Duration.ofDays(400);

  private final KeyValueStore<String, byte[]> store;
  private final Predicate<String> kept;

  /**
   * @param kept whether there are recordings of an hour
   */
  ActiveHours(KeyValueStore<String, byte[]> store, Predicate<String> kept) {
    this.store = store;
    this.kept = kept;
  }

  /**
   * Notes the hours of an activity.
   *
   * @param first takes each in which there was none before
   */
  void with(Decision decision, Consumer<String> first) {
    Instant hour = decision.getStartedAt().truncatedTo(ChronoUnit.HOURS);
    for (int i = 0; i < MOST_HOURS && !hour.isAfter(decision.getEndedAt()); i++) {
      String id = Ids.hour(decision.getCamera(), hour);
      if (!has(id)) {
        store.put(id, YES);
        first.accept(id);
        forgetBefore(decision.getCamera(), hour.minus(LONG_AGO));
      }
      hour = hour.plus(1, ChronoUnit.HOURS);
    }
  }

  private void forgetBefore(String camera, Instant time) {
    if (time.isBefore(Instant.EPOCH)) {
      return;
    }
    List<String> old = new ArrayList<>();
    String from = Ids.hour(camera, Instant.EPOCH);
    try (KeyValueIterator<String, byte[]> entries = store.range(from, Ids.hour(camera, time))) {
      while (entries.hasNext() && old.size() < MOST_HOURS) {
        String id = entries.next().key;
        if (!kept.test(id)) {
          old.add(id);
        }
      }
    }
    old.forEach(store::delete);
  }

  boolean has(String hourId) {
    return store.get(hourId) != null;
  }

  void forget(String hourId) {
    store.delete(hourId);
  }
}
