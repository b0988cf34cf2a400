package io.sightline.standalone.topics;

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
 * @param longestRecordings that a camera or a policy keeps; the topic that speaks of recordings
 *     lasts longer
 */
public record TopicPlan(
    Topics topics, int partitions, int replicationFactor, Duration longestRecordings) {
  /**
   * What must not be lost where there is one copy only: each record is on disk when acknowledged.
   */
  private static final Set<Topic<?>> DURABLE = Set.of(Topics.MODES, Topics.CLIPS, Topics.EXPIRIES);

  static final String RETENTION_MS = "retention.ms";
  static final String RETENTION_BYTES = "retention.bytes";
  static final String SEGMENT_MS = "segment.ms";
  static final String COMPACTION_LAG_MS = "max.compaction.lag.ms";
  private static final String DAY_MS = "" + Duration.ofDays(1).toMillis();

  /** Where no recordings are kept for longer than topics are. */
  public TopicPlan(Topics topics, int partitions, int replicationFactor) {
    this(topics, partitions, replicationFactor, Duration.ZERO);
  }

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
    Map<String, String> all = new HashMap<>(kept(topic));
    if (replicationFactor == 1 && DURABLE.contains(topic)) {
      all.put("flush.messages", "1");
    }
    if (replicationFactor >= 3) {
      all.put("min.insync.replicas", "2");
      all.put("unclean.leader.election.enable", "false");
    }
    return all;
  }

  /**
   * How long its records stay, in Kafka's keys. A file on the broker goes as a whole, and what is
   * compacted stays until somebody looks: both within a day.
   */
  Map<String, String> kept(Topic<?> topic) {
    Map<String, String> all = new HashMap<>(topic.keep().configuration());
    switch (topic.keep()) {
      case THIRTY_DAYS -> {
        if (topic.equals(Topics.RECORDINGS)) {
          all.merge(RETENTION_MS, recordingsKept(), TopicPlan::longer);
        }
        all.put(RETENTION_BYTES, "-1");
        all.put(SEGMENT_MS, DAY_MS);
      }
      case FOR_EVER -> all.put(RETENTION_BYTES, "-1");
      case COMPACTED -> all.put(COMPACTION_LAG_MS, DAY_MS);
    }
    return all;
  }

  /** Two days more than the media: what is told last goes last. */
  private String recordingsKept() {
    return "" + longestRecordings.plusDays(2).toMillis();
  }

  private static String longer(String one, String other) {
    return Long.parseLong(one) >= Long.parseLong(other) ? one : other;
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
