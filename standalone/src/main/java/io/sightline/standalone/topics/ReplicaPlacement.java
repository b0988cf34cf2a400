package io.sightline.standalone.topics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the copies of partitions go when their number changes: what is there stays, preferred
 * leader first; new ones go to racks that have none yet, then to brokers that have fewest.
 */
final class ReplicaPlacement {
  private final Map<Integer, String> racks;
  private final Map<Integer, Integer> copies = new HashMap<>();

  /**
   * @param racks of each live broker; a broker without one is a rack of its own
   */
  ReplicaPlacement(Map<Integer, String> racks) {
    this.racks = Map.copyOf(racks);
    racks.keySet().forEach(broker -> copies.put(broker, 0));
  }

  /** Tells what is there, so that brokers with much get less. */
  void count(TopicState state) {
    state.replicas().forEach(replicas -> replicas.forEach(this::add));
  }

  /**
   * Where each partition goes.
   *
   * @throws IllegalArgumentException if fewer brokers are alive than copies are wanted
   */
  List<List<Integer>> place(TopicState state, int wanted) {
    if (racks.size() < wanted) {
      throw new IllegalArgumentException(
          "topic '%s': %d replicas wanted and %d brokers alive; expected as many brokers"
              .formatted(state.name(), wanted, racks.size()));
    }
    return state.replicas().stream().map(now -> place(now, wanted)).toList();
  }

  private List<Integer> place(List<Integer> now, int wanted) {
    List<Integer> next = new ArrayList<>(now.subList(0, Math.min(now.size(), wanted)));
    while (next.size() < wanted) {
      Set<String> used = new HashSet<>();
      next.forEach(broker -> used.add(rack(broker)));
      int chosen =
          racks.keySet().stream()
              .filter(broker -> !next.contains(broker))
              .min(
                  Comparator.<Integer, Boolean>comparing(broker -> used.contains(rack(broker)))
                      .thenComparing(broker -> copies.getOrDefault(broker, 0))
                      .thenComparing(Comparator.naturalOrder()))
              .orElseThrow();
      next.add(chosen);
      add(chosen);
    }
    return next;
  }

  private String rack(int broker) {
    return racks.getOrDefault(broker, "broker " + broker);
  }

  private void add(int broker) {
    copies.merge(broker, 1, Integer::sum);
  }
}
