package io.sightline.console.view;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Values by id, newest first, at most so many: the oldest is forgotten, and counted. Safe for use
 * by several threads.
 */
public final class Timeline<T> {
  private final int limit;
  private final Map<String, Position> positions = new HashMap<>();
  private final NavigableMap<Position, T> values = new TreeMap<>();
  private long forgotten;

  /**
   * @param limit how many values are kept, at least 1
   */
  public Timeline(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit + ": expected at least 1");
    }
    this.limit = limit;
  }

  public synchronized Optional<T> get(String id) {
    Position position = positions.get(id);
    return position == null ? Optional.empty() : Optional.ofNullable(values.get(position));
  }

  /** Adds or replaces a value; false if it is older than all that are kept and there is no room. */
  public synchronized boolean put(String id, Instant at, T value) {
    Position position = new Position(at, id);
    Position before = positions.put(id, position);
    if (before != null) {
      values.remove(before);
    }
    values.put(position, value);
    if (values.size() <= limit) {
      return true;
    }
    forgotten++;
    Position oldest = values.lastKey();
    values.remove(oldest);
    positions.remove(oldest.id());
    return !oldest.equals(position);
  }

  public synchronized boolean remove(String id) {
    Position position = positions.remove(id);
    return position != null && values.remove(position) != null;
  }

  /**
   * The newest values that match.
   *
   * @param before only what is older than this; null: from the newest
   */
  public synchronized List<T> newest(
      @Nullable Position before, int count, Predicate<? super T> which) {
    NavigableMap<Position, T> range = before == null ? values : values.tailMap(before, false);
    return range.values().stream().filter(which).limit(count).toList();
  }

  public synchronized int size() {
    return values.size();
  }

  /** How many values had to go because of the limit. */
  public synchronized long forgotten() {
    return forgotten;
  }
}
