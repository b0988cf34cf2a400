package io.sightline.retention;

import io.sightline.schemas.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Clips, or hours, in order of the time to look at them again. A scan begins where the last one
 * ended: what was deleted before it would have to be skipped entry by entry.
 */
final class WakeIndex {
  private static final byte[] NOTHING = {};

  private final KeyValueStore<String, byte[]> store;
  private String lowWater = "";

  WakeIndex(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /**
   * Something is to be looked at at another time.
   *
   * @param before null: never so far
   * @param after null: never more
   */
  void moved(String id, @Nullable Instant before, @Nullable Instant after) {
    boolean same = before != null && before.equals(after);
    if (before != null && !same) {
      store.delete(key(before, id));
    }
    if (after != null) {
      String key = key(after, id);
      if (!same) {
        store.put(key, NOTHING);
      }
      if (key.compareTo(lowWater) < 0) {
        lowWater = key;
      }
    }
  }

  /** Ids to wake by now, those due first, first. */
  List<String> due(Instant now, int limit) {
    List<String> ids = new ArrayList<>();
    // '0' follows the slash, so that the end of the range takes in the whole microsecond.
    String end = Ids.base32(now) + "0";
    if (end.compareTo(lowWater) < 0) {
      return ids;
    }
    try (KeyValueIterator<String, byte[]> entries = store.range(lowWater, end)) {
      while (entries.hasNext() && ids.size() < limit) {
        lowWater = entries.next().key;
        ids.add(lowWater.substring(lowWater.indexOf('/') + 1));
      }
    }
    return ids;
  }

  private static String key(Instant wakeAt, String id) {
    return Ids.base32(wakeAt) + "/" + id;
  }
}
