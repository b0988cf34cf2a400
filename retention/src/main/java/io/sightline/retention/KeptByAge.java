package io.sightline.retention;

import io.sightline.avro.PolicyKind;
import io.sightline.schemas.Ids;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Bytes of what there is, of each kind and camera the oldest first, and their totals. */
final class KeptByAge {
  private final KeyValueStore<String, Long> store;
  private final KeyValueStore<String, Long> totals;

  KeptByAge(KeyValueStore<String, Long> store, KeyValueStore<String, Long> totals) {
    this.store = store;
    this.totals = totals;
  }

  /** {@code CLIP/<camera>/<time>/<id>}: of a camera in order of time, whatever the id's letter. */
  static String key(PolicyKind kind, String camera, String id) {
    return kind + "/" + camera + "/" + Ids.base32(Ids.time(id)) + "/" + id;
  }

  static String id(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  static PolicyKind kind(String key) {
    return PolicyKind.valueOf(key.substring(0, key.indexOf('/')));
  }

  private static String group(String key) {
    return key.substring(0, key.indexOf('/', key.indexOf('/') + 1));
  }

  private static String time(String key) {
    return key.substring(group(key).length());
  }

  /**
   * Takes down how much something takes.
   *
   * @param bytes 0: it does not count
   */
  void put(String key, long bytes) {
    Long before = store.get(key);
    Long total = totals.get(group(key));
    totals.put(group(key), (total == null ? 0 : total) + bytes - (before == null ? 0 : before));
    store.put(key, bytes == 0 ? null : (Long) bytes);
  }

  List<String> cameras(PolicyKind kind) {
    List<String> cameras = new ArrayList<>();
    try (KeyValueIterator<String, Long> all = totals.all()) {
      all.forEachRemaining(
          each -> {
            if (each.key.startsWith(kind + "/")) {
              cameras.add(each.key.substring(each.key.indexOf('/') + 1));
            }
          });
    }
    return cameras;
  }

  long total(PolicyKind kind, List<String> cameras) {
    return cameras.stream()
        .map(camera -> totals.get(kind + "/" + camera))
        .mapToLong(total -> total == null ? 0 : total)
        .sum();
  }

  /** The oldest of some cameras that make up so many bytes, at most so many of them. */
  List<KeyValue<String, Long>> oldest(PolicyKind kind, List<String> cameras, long bytes, int most) {
    List<KeyValue<String, Long>> oldest = new ArrayList<>();
    PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::time));
    try {
      cameras.forEach(camera -> advance(heads, range(kind, camera)));
      long sum = 0;
      while (sum < bytes && oldest.size() < most && !heads.isEmpty()) {
        Head head = heads.remove();
        oldest.add(head.entry());
        sum += head.entry().value;
        advance(heads, head.rest());
      }
      return oldest;
    } finally {
      heads.forEach(head -> head.rest().close());
    }
  }

  /** The next of a camera, and what comes after it. */
  private record Head(KeyValue<String, Long> entry, KeyValueIterator<String, Long> rest) {
    String time() {
      return KeptByAge.time(entry.key);
    }
  }

  private static void advance(PriorityQueue<Head> heads, KeyValueIterator<String, Long> rest) {
    if (rest.hasNext()) {
      heads.add(new Head(rest.next(), rest));
    } else {
      rest.close();
    }
  }

  private KeyValueIterator<String, Long> range(PolicyKind kind, String camera) {
    String group = kind + "/" + camera + "/";
    return store.range(group, group + "~");
  }
}
