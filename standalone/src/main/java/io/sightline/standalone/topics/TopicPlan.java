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
 * @param recordingsKept how long the topic of recordings keeps its records: as long as recordings
 *     are kept, so that each can be found and checked until it goes
 */
public record TopicPlan(
    Topics topics, int partitions, int replicationFactor, Duration recordingsKept) {
  /**
   * What must not be lost where there is one copy only: each record is on disk when acknowledged.
   */
  private static final Set<Topic<?>> DURABLE =
      Set.of(Topics.MODES, Topics.CLIPS, Topics.KEYS, Topics.EXPIRIES);

  static final String MIN_IN_SYNC = "min.insync.replicas";

  /** Kafka's own default: a broker that takes less would refuse what producers send. */
  private static final String LARGEST_BATCH_BYTES = "1048588";

  /** A segment goes as a whole, a week of it by default: facts would stay that much longer. */
  private static final String DAY_MS = "" + Duration.ofDays(1).toMillis();

  static final String SEGMENT_MS = "segment.ms";
  static final String COMPACTION_LAG_MS = "max.compaction.lag.ms";

  /** What says how long records stay. */
  private static final Set<String> KEEPING =
      Set.of("cleanup.policy", "retention.ms", "retention.bytes", SEGMENT_MS, COMPACTION_LAG_MS);

  public TopicPlan {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions " + partitions + ": expected 1 or more");
    }
    if (replicationFactor < 1) {
      throw new IllegalArgumentException(
          "replication factor " + replicationFactor + ": expected 1 or more");
    }
  }

  /** With recordings that are kept no longer than anything else. */
  public TopicPlan(Topics topics, int partitions, int replicationFactor) {
    this(topics, partitions, replicationFactor, KafkaSettings.RECORDINGS_KEPT);
  }

  /** As the configuration says. */
  public static TopicPlan of(KafkaSettings kafka) {
    return new TopicPlan(
        kafka.topics(), kafka.partitions(), kafka.replicationFactor(), kafka.recordingsKept());
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
    if (topic.equals(Topics.RECORDINGS)) {
      all.put("retention.ms", "" + recordingsKept.toMillis());
    }
    all.putIfAbsent("max.message.bytes", LARGEST_BATCH_BYTES);
    if ("delete".equals(all.get("cleanup.policy"))) {
      all.putIfAbsent("retention.bytes", "-1");
      if (!"-1".equals(all.get("retention.ms"))) {
        all.putIfAbsent(SEGMENT_MS, DAY_MS);
      }
    } else {
      all.putIfAbsent(COMPACTION_LAG_MS, DAY_MS);
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

  /** Of {@link #configuration}, what says how long its records stay. */
  Map<String, String> kept(Topic<?> topic) {
    Map<String, String> all = new HashMap<>(configuration(topic));
    all.keySet().retainAll(KEEPING);
    return all;
  }

  /** The same for what belongs to the state of a processor. */
  static Map<String, String> keptChangelog() {
    return Map.of("cleanup.policy", "compact", COMPACTION_LAG_MS, DAY_MS);
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
