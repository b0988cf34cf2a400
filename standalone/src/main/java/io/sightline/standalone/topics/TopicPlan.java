package io.sightline.standalone.topics;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * How the topics are to be made.
 *
 * @param partitions of each topic; never changed later
 */
public record TopicPlan(Topics topics, int partitions, int replicationFactor) {
  /**
   * What must not be lost where there is one copy only: each record is on disk when acknowledged.
   */
  private static final Set<Topic<?>> DURABLE =
      Set.of(Topics.MODES, Topics.CLIPS, Topics.KEYS, Topics.EXPIRIES);

  public TopicPlan {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions " + partitions + ": expected 1 or more");
    }
    if (replicationFactor < 1) {
      throw new IllegalArgumentException(
          "replication factor " + replicationFactor + ": expected 1 or more");
    }
  }

  List<NewTopic> newTopics() {
    return Topics.ALL.stream().map(this::newTopic).toList();
  }

  private NewTopic newTopic(Topic<?> topic) {
    return new NewTopic(topics.name(topic), partitions, (short) replicationFactor)
        .configs(configuration(topic));
  }

  Map<String, String> configuration(Topic<?> topic) {
    Map<String, String> all = new HashMap<>(topic.keep().configuration());
    if (replicationFactor == 1 && DURABLE.contains(topic)) {
      all.put("flush.messages", "1");
    }
    if (replicationFactor >= 3) {
      all.put("min.insync.replicas", "2");
      all.put("unclean.leader.election.enable", "false");
    }
    return all;
  }

  /** Every topic in order of flow, for people. */
  public String table() {
    Table table = new Table("TOPIC", "KEY", "VALUE", "PARTITIONS", "KEPT", "WRITTEN BY", "WHAT");
    for (Topic<?> topic : Topics.ALL) {
      table.row(
          topics.name(topic),
          word(topic.key()),
          topic.value() == null ? "as it was" : topic.value().getSimpleName(),
          "" + partitions,
          word(topic.keep()),
          topic.writtenBy(),
          topic.about());
    }
    return table.toString();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
