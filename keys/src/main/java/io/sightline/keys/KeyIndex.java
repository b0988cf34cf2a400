package io.sightline.keys;

import java.util.Arrays;

/**
 * Where on its topic each key lies: 16 bytes a place in tables that are at most two thirds full, so
 * 24 to 48 MB for a million keys. A key that was destroyed is remembered as such until the tables
 * grow. Not safe for use by several threads.
 */
final class KeyIndex {
  static final long NONE = -1;
  static final long DESTROYED = -2;

  private static final int SMALLEST = 1 << 10;
  private static final int OFFSET_BITS = 48;
  private static final int MASTER_BITS = 4;
  static final int MASTERS = 1 << MASTER_BITS;

  private long[] hashes = new long[SMALLEST];
  private long[] places = empty(SMALLEST);
  private int used;
  private int live;
  private final int[] liveByMaster = new int[MASTERS];

  private static long[] empty(int size) {
    long[] places = new long[size];
    Arrays.fill(places, NONE);
    return places;
  }

  /**
   * @param partition 2047 at most
   * @param master number of the master key, below {@link #MASTERS}
   */
  static long place(int partition, int master, long offset) {
    return ((long) partition << MASTER_BITS | master) << OFFSET_BITS | offset;
  }

  static int partition(long place) {
    return (int) (place >>> OFFSET_BITS + MASTER_BITS);
  }

  static int master(long place) {
    return (int) (place >>> OFFSET_BITS) & MASTERS - 1;
  }

  static long offset(long place) {
    return place & (1L << OFFSET_BITS) - 1;
  }

  /** The place, {@link #NONE} or {@link #DESTROYED}. */
  long find(String id) {
    long hash = hash(id);
    return places[slot(hash)];
  }

  void put(String id, long place) {
    set(hash(id), place);
  }

  void destroy(String id) {
    set(hash(id), DESTROYED);
  }

  /** Keys that are there. */
  int size() {
    return live;
  }

  /** What the tables take. */
  long bytes() {
    return 2L * Long.BYTES * hashes.length;
  }

  /** Keys under a master key. */
  int size(int master) {
    return liveByMaster[master];
  }

  private void set(long hash, long place) {
    int at = slot(hash);
    if (places[at] == NONE) {
      used++;
    }
    count(places[at], -1);
    count(place, 1);
    hashes[at] = hash;
    places[at] = place;
    if (used * 3L > hashes.length * 2L) {
      grow();
    }
  }

  private void count(long place, int change) {
    if (place >= 0) {
      live += change;
      liveByMaster[master(place)] += change;
    }
  }

  private int slot(long hash) {
    int mask = hashes.length - 1;
    int at = (int) hash & mask;
    while (places[at] != NONE && hashes[at] != hash) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldHashes = hashes;
    long[] oldPlaces = places;
    int size = live * 3L > oldHashes.length ? oldHashes.length * 2 : oldHashes.length;
    hashes = new long[size];
    places = empty(size);
    used = 0;
    for (int i = 0; i < oldPlaces.length; i++) {
      if (oldPlaces[i] >= 0) {
        int at = slot(oldHashes[i]);
        hashes[at] = oldHashes[i];
        places[at] = oldPlaces[i];
        used++;
      }
    }
  }

  /** 64 bits: two of a million ids have the same with a chance of one in thirty million. */
  private static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    hash *= 0xd6e8feb86659fd93L;
    return hash ^ hash >>> 32;
  }
}
