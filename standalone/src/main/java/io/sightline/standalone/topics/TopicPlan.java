package io.sightline.standalone.topics;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.time.Duration;
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

  static final String MIN_IN_SYNC = "min.insync.replicas";

  /** Kafka's own default: a broker that takes less would refuse what producers send. */
  private static final String LARGEST_BATCH_BYTES = "1048588";

  /** A segment goes as a whole, a week of it by default: facts would stay that much longer. */
  private static final String SEGMENT_MS = "" + Duration.ofDays(1).toMillis();

  public TopicPlan {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions " + partitions + ": expected 1 or more");
    }
    if (replicationFactor < 1) {
      throw new IllegalArgumentException(
          "replication factor " + replicationFactor + ": expected 1 or more");
    }
  }

  /** As the configuration says. */
  public static TopicPlan of(KafkaSettings kafka) {
    return new TopicPlan(kafka.topics(), kafka.partitions(), kafka.replicationFactor());
  }

  List<NewTopic> newTopics() {
    return Topics.ALL.stream().map(this::newTopic).toList();
  }

  private NewTopic newTopic(Topic<?> topic) {
    return new NewTopic(topics.name(topic), partitions, (short) replicationFactor)
        .configs(configuration(topic));
  }

  /** In Kafka's own keys: what is set at the topic, and not left to the cluster. */
  public Map<String, String> configuration(Topic<?> topic) {
    Map<String, String> all = new HashMap<>(topic.keep().configuration());
    all.putIfAbsent("max.message.bytes", LARGEST_BATCH_BYTES);
    if ("delete".equals(all.get("cleanup.policy"))) {
      all.putIfAbsent("retention.bytes", "-1");
      if (!"-1".equals(all.get("retention.ms"))) {
        all.putIfAbsent("segment.ms", SEGMENT_MS);
      }
    }
    if (replicationFactor == 1 && DURABLE.contains(topic)) {
      all.put("flush.messages", "1");
    }
    all.put(MIN_IN_SYNC, replicationFactor >= 3 ? "2" : "1");
    if (replicationFactor >= 3) {
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
