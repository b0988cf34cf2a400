package io.sightline.standalone.broker;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One of several nodes that together are a cluster, each of them broker and controller.
 *
 * @param node number of this one
 * @param clusterId the same for all, as Kafka's {@code Uuid} writes it
 * @param voters where the controller of each node listens, {@code host:port} by number
 */
public record Quorum(int node, String clusterId, Map<Integer, String> voters) {
  public Quorum {
    voters = Map.copyOf(voters);
    if (!voters.containsKey(node)) {
      throw new IllegalArgumentException(
          "node %d is not among the voters %s: expected it to be".formatted(node, voters));
    }
  }

  /** Alone. */
  static Quorum ofOne(String clusterId, String controller) {
    return new Quorum(BrokerProperties.NODE, clusterId, Map.of(BrokerProperties.NODE, controller));
  }

  /** Where the controller of this node listens. */
  String controller() {
    return String.valueOf(voters.get(node));
  }

  /** As Kafka wants it. */
  String addresses() {
    return new TreeMap<>(voters)
        .entrySet().stream()
            .map(voter -> voter.getKey() + "@" + voter.getValue())
            .collect(Collectors.joining(","));
  }

  /** Copies of internal topics. */
  int copies() {
    return Math.min(3, voters.size());
  }

  /** How many of them have to be there for a write. */
  int copiesInSync() {
    return copies() > 2 ? 2 : 1;
  }
}
