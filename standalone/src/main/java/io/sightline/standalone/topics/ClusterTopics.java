package io.sightline.standalone.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads how topics are on a cluster. */
final class ClusterTopics {
  private final Admin admin;

  ClusterTopics(Admin admin) {
    this.admin = admin;
  }

  /**
   * Those of the names that are there, by name.
   *
   * @throws KafkaException if the broker refuses or cannot be reached
   */
  Map<String, TopicState> read(Collection<String> names) throws InterruptedException {
    Map<String, TopicDescription> descriptions = describe(names);
    Map<String, Map<String, String>> settings = settings(descriptions.keySet());
    Map<String, TopicState> all = new HashMap<>();
    descriptions.forEach(
        (name, description) ->
            all.put(
                name,
                new TopicState(
                    name, replicas(description), settings.getOrDefault(name, Map.of()))));
    return all;
  }

  /** Live brokers with their racks; one without is a rack of its own. */
  Map<Integer, String> racks() throws InterruptedException {
    Map<Integer, String> racks = new HashMap<>();
    for (Node node : Answers.of(admin.describeCluster().nodes())) {
      racks.put(node.id(), node.hasRack() ? node.rack() : "broker " + node.id());
    }
    return racks;
  }

  private Map<String, TopicDescription> describe(Collection<String> names)
      throws InterruptedException {
    Map<String, TopicDescription> all = new HashMap<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> asked :
        admin.describeTopics(names).topicNameValues().entrySet()) {
      try {
        all.put(asked.getKey(), Answers.of(asked.getValue()));
      } catch (UnknownTopicOrPartitionException e) {
        // Absent, which is what the caller wants to know.
      }
    }
    return all;
  }

  private Map<String, Map<String, String>> settings(Collection<String> names)
      throws InterruptedException {
    List<ConfigResource> resources = names.stream().map(ClusterTopics::resource).toList();
    Map<String, Map<String, String>> all = new HashMap<>();
    for (Map.Entry<ConfigResource, Config> entry :
        Answers.of(admin.describeConfigs(resources).all()).entrySet()) {
      Map<String, String> values = new HashMap<>();
      for (ConfigEntry setting : entry.getValue().entries()) {
        if (setting.value() != null) {
          values.put(setting.name(), setting.value());
        }
      }
      all.put(entry.getKey().name(), values);
    }
    return all;
  }

  private static List<List<Integer>> replicas(TopicDescription description) {
    List<List<Integer>> all = new ArrayList<>();
    description
        .partitions()
        .forEach(partition -> all.add(partition.replicas().stream().map(Node::id).toList()));
    return all;
  }

  static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
