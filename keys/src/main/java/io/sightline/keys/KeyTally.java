package io.sightline.keys;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is on the topic.
 *
 * @param byMaster keys under each master key
 */
public record KeyTally(Map<String, Long> byMaster) {
  public KeyTally {
    byMaster = Map.copyOf(byMaster);
  }

  public long total() {
    return byMaster.values().stream().mapToLong(Long::longValue).sum();
  }

  /** By id, for people. */
  @Override
  public String toString() {
    return new TreeMap<>(byMaster).toString();
  }
}
