package io.sightline.keys;

import io.sightline.avro.MediaKey;
import io.sightline.clipstore.crypt.DataKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The topic as far as it was read: where each key lies, and the newest and those in use as such.
 * Once destroyed a key stays so, whatever follows. Safe for use by several threads.
 */
final class KeyTable {
  /** Some 500 bytes each. */
  private static final int RECENT = 4096;

  private static final int OPENED = 1024;
  private static final String OTHERS = "others";

  private final KeyIndex index = new KeyIndex();
  private final List<String> masters = new ArrayList<>();
  private final Map<String, MediaKey> recent = newest(RECENT);
  private final Map<String, DataKey> opened = newest(OPENED);
  private String newestMaster = "";

  private static <V> Map<String, V> newest(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > most;
      }
    };
  }

  /** A record; null destroys. */
  synchronized void apply(String id, @Nullable MediaKey key, int partition, long offset) {
    opened.remove(id);
    recent.remove(id);
    if (key == null) {
      index.destroy(id);
    } else if (index.find(id) != KeyIndex.DESTROYED) {
      index.put(id, KeyIndex.place(partition, master(key.getMasterKey()), offset));
      recent.put(id, key);
      newestMaster = key.getMasterKey();
    }
  }

  private int master(String id) {
    int known = masters.indexOf(id);
    if (known >= 0) {
      return known;
    }
    if (masters.size() < KeyIndex.MASTERS - 1) {
      masters.add(id);
      return masters.size() - 1;
    }
    return KeyIndex.MASTERS - 1;
  }

  synchronized long place(String id) {
    return index.find(id);
  }

  synchronized Optional<MediaKey> recent(String id) {
    return Optional.ofNullable(recent.get(id));
  }

  synchronized Optional<DataKey> opened(String id) {
    return Optional.ofNullable(opened.get(id));
  }

  /** Keeps an unwrapped key at hand, unless it was destroyed meanwhile. */
  synchronized void open(String id, DataKey key) {
    if (index.find(id) >= 0) {
      opened.put(id, key);
    }
  }

  /** Which master key wrapped the newest; empty if there is none. */
  synchronized String newestMaster() {
    return newestMaster;
  }

  synchronized KeyTally tally() {
    Map<String, Long> tally = new TreeMap<>();
    for (int i = 0; i < KeyIndex.MASTERS; i++) {
      if (index.size(i) > 0) {
        tally.put(i < masters.size() ? masters.get(i) : OTHERS, (long) index.size(i));
      }
    }
    return new KeyTally(tally);
  }
}
