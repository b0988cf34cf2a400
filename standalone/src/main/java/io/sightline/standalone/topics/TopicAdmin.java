package io.sightline.standalone.topics;

import static java.util.Objects.requireNonNull;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Holds the topics of a cluster against the contract, and makes them what it wants. */
public final class TopicAdmin {
  private final Admin admin;
  private final TopicPlan plan;
  private final ClusterTopics cluster;

  /**
   * @param admin stays the caller's to close
   */
  public TopicAdmin(Admin admin, TopicPlan plan) {
    this.admin = admin;
    this.plan = plan;
    this.cluster = new ClusterTopics(admin);
  }

  /**
   * Everything in which the cluster differs from the contract, in order of flow.
   *
   * @throws KafkaException if the broker refuses or cannot be reached
   */
  public List<TopicChange> differences() throws InterruptedException {
    return TopicDifferences.of(plan, cluster.read(names(Topics.ALL)));
  }

  /** As {@link #differences}, of some topics. */
  public List<TopicChange> differences(List<Topic<?>> topics) throws InterruptedException {
    return TopicDifferences.of(plan, topics, cluster.read(names(topics)));
  }

  /**
   * Makes the topics that are absent; nothing that is there is changed.
   *
   * @return names of those made, in order of flow
   * @throws TopicMismatchException if one that is there has another number of partitions, or is
   *     kept otherwise; names each with what was found and what was expected
   * @throws KafkaException if the broker refuses or cannot be reached
   */
  public List<String> create() throws InterruptedException, TopicMismatchException {
    List<TopicChange> differences = differences();
    List<String> made = make(differences);
    TopicMismatchException.throwIfUnfit(
        differences.stream()
            .filter(change -> !change.setting().equals(TopicChange.TOPIC))
            .toList());
    return made;
  }

  /**
   * Makes those of the changes that cost nothing, or whose cost is accepted. New replicas are under
   * way when this returns, not there, and what can only be set when they are is left.
   *
   * @param accepted which costs are
   * @return those that were made, in their order
   * @throws KafkaException if the broker refuses or cannot be reached; some may be made then
   * @throws IllegalArgumentException if fewer brokers are alive than replicas are wanted
   */
  public List<TopicChange> apply(List<TopicChange> changes, Set<TopicChange.Risk> accepted)
      throws InterruptedException {
    List<TopicChange> allowed =
        changes.stream()
            .filter(c -> c.risk() == TopicChange.Risk.NONE || accepted.contains(c.risk()))
            .filter(c -> c.risk() != TopicChange.Risk.REFUSED)
            .filter(c -> !waitsForCopies(c, changes))
            .toList();
    make(allowed);
    configure(allowed);
    reassign(of(allowed, TopicChange.REPLICAS));
    return allowed;
  }

  /** More in sync than there are would stop whoever writes until the copies are made. */
  private static boolean waitsForCopies(TopicChange change, List<TopicChange> all) {
    return change.setting().equals(TopicPlan.MIN_IN_SYNC)
        && all.stream()
            .anyMatch(
                other ->
                    other.topic().equals(change.topic())
                        && other.setting().equals(TopicChange.REPLICAS)
                        && other.risk() == TopicChange.Risk.NONE);
  }

  /** Partitions whose copies are still on their way. */
  public Set<TopicPartition> moving() throws InterruptedException {
    List<String> ours = names(Topics.ALL);
    return Answers.of(admin.listPartitionReassignments().reassignments()).keySet().stream()
        .filter(partition -> ours.contains(partition.topic()))
        .collect(Collectors.toSet());
  }

  private List<String> make(List<TopicChange> changes) throws InterruptedException {
    List<String> absent = of(changes, TopicChange.TOPIC);
    List<NewTopic> topics =
        plan.newTopics().stream().filter(topic -> absent.contains(topic.name())).toList();
    List<String> made = new ArrayList<>();
    var making = admin.createTopics(topics).values();
    for (NewTopic topic : topics) {
      try {
        Answers.of(requireNonNull(making.get(topic.name())));
        made.add(topic.name());
      } catch (TopicExistsException e) {
        // Another process made it since.
      }
    }
    return made;
  }

  private void configure(List<TopicChange> changes) throws InterruptedException {
    Map<ConfigResource, Collection<AlterConfigOp>> operations = new HashMap<>();
    for (TopicChange change : changes) {
      if (!Set.of(TopicChange.TOPIC, TopicChange.PARTITIONS, TopicChange.REPLICAS)
          .contains(change.setting())) {
        operations
            .computeIfAbsent(ClusterTopics.resource(change.topic()), topic -> new ArrayList<>())
            .add(
                new AlterConfigOp(
                    new ConfigEntry(change.setting(), change.wanted()), AlterConfigOp.OpType.SET));
      }
    }
    if (!operations.isEmpty()) {
      Answers.of(admin.incrementalAlterConfigs(operations).all());
    }
  }

  private void reassign(List<String> topics) throws InterruptedException {
    if (topics.isEmpty()) {
      return;
    }
    ReplicaPlacement placement = new ReplicaPlacement(cluster.racks());
    Map<String, TopicState> states = new TreeMap<>(cluster.read(names(Topics.ALL)));
    states.values().forEach(placement::count);
    Map<TopicPartition, Optional<NewPartitionReassignment>> moves = new HashMap<>();
    for (String topic : topics) {
      TopicState state = requireNonNull(states.get(topic));
      List<List<Integer>> wanted = placement.place(state, plan.replicationFactor());
      for (int partition = 0; partition < wanted.size(); partition++) {
        moves.put(
            new TopicPartition(topic, partition),
            Optional.of(new NewPartitionReassignment(wanted.get(partition))));
      }
    }
    Answers.of(admin.alterPartitionReassignments(moves).all());
  }

  private static List<String> of(List<TopicChange> changes, String setting) {
    return changes.stream()
        .filter(change -> change.setting().equals(setting))
        .map(TopicChange::topic)
        .toList();
  }

  private List<String> names(List<Topic<?>> topics) {
    return topics.stream().map(topic -> plan.topics().name(topic)).toList();
  }
}
