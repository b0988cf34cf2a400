package io.sightline.standalone.topics;

import java.util.List;
import java.util.Map;

/**
 * A topic as it is on a cluster.
 *
 * @param replicas broker ids of each partition, in order of partition; preferred leader first
 * @param configuration every setting in effect, in Kafka's own keys, defaults included
 */
public record TopicState(
    String name, List<List<Integer>> replicas, Map<String, String> configuration) {
  public TopicState {
    replicas = replicas.stream().map(List::copyOf).toList();
    configuration = Map.copyOf(configuration);
  }

  int partitions() {
    return replicas.size();
  }

  /** Of the partition that has fewest. */
  int fewestReplicas() {
    return replicas.stream().mapToInt(List::size).min().orElse(0);
  }

  /** Of the partition that has most. */
  int mostReplicas() {
    return replicas.stream().mapToInt(List::size).max().orElse(0);
  }
}
