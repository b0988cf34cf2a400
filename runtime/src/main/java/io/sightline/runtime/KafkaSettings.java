package io.sightline.runtime;

import io.sightline.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Kafka and the registry. Names of clients, groups and transactional ids are given
 * without the prefix and get it here.
 *
 * @param partitions partitions of each topic
 * @param properties every Kafka client property passes through; {@code producer.}, {@code
 *     consumer.}, {@code admin.} and {@code streams.} before a key limit it to those clients, those
 *     inside of Streams included
 * @param registryUrl base address of the schema registry, or {@code mock://scope}
 * @param instance name of this process among those of its kind; with one, a process that comes back
 *     under the same name takes its old place at once. Two processes alive must not share it. Null:
 *     a random one, and others take over after the session timeout
 * @param recordingsKept how long the topic of recordings keeps its records, at least
 */
public record KafkaSettings(
    Topics topics,
    int partitions,
    int replicationFactor,
    Map<String, String> properties,
    String registryUrl,
    @Nullable String instance,
    Duration recordingsKept) {

  /** As long as every other topic. */
  public static final Duration RECORDINGS_KEPT = Duration.ofDays(30);

  /**
   * A transaction that begins while the broker still writes the end of the one before is told to
   * come back; with Kafka's own 100 ms that wait would be most of an alert's way. It doubles up to
   * {@code retry.backoff.max.ms}.
   */
  private static final String NEXT_TRANSACTION_MS = "5";

  /** What a processor has forgotten is gone from its changelog within a day. */
  private static final String CHANGELOG_LAG_MS = "86400000";

  public KafkaSettings {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions " + partitions + ": expected 1 or more");
    }
    if (replicationFactor < 1) {
      throw new IllegalArgumentException(
          "replication_factor " + replicationFactor + ": expected 1 or more");
    }
    if (recordingsKept.compareTo(RECORDINGS_KEPT) < 0) {
      throw new IllegalArgumentException(
          "recordings_kept %s: expected %s or more".formatted(recordingsKept, RECORDINGS_KEPT));
    }
    properties = Map.copyOf(properties);
  }

  public KafkaSettings(
      Topics topics,
      int partitions,
      int replicationFactor,
      Map<String, String> properties,
      String registryUrl) {
    this(topics, partitions, replicationFactor, properties, registryUrl, null, RECORDINGS_KEPT);
  }

  public KafkaSettings withInstance(String name) {
    return new KafkaSettings(
        topics, partitions, replicationFactor, properties, registryUrl, name, recordingsKept);
  }

  /**
   * @param atLeast how long the topic of recordings keeps its records
   */
  public KafkaSettings withRecordingsKept(Duration atLeast) {
    return new KafkaSettings(
        topics, partitions, replicationFactor, properties, registryUrl, instance, atLeast);
  }

  /** For those whose answer somebody waits for: what cannot be reached is said within seconds. */
  public KafkaSettings answeringSoon() {
    Map<String, String> all = new HashMap<>(properties);
    all.putIfAbsent("request.timeout.ms", "4000");
    all.putIfAbsent("default.api.timeout.ms", "8000");
    all.putIfAbsent("producer.max.block.ms", "8000");
    return new KafkaSettings(
        topics, partitions, replicationFactor, all, registryUrl, instance, recordingsKept);
  }

  /** An idempotent producer that waits for all replicas. */
  public Properties producer(String clientId) {
    Properties all = properties("producer.", clientId);
    all.putIfAbsent("acks", "all");
    all.putIfAbsent("enable.idempotence", "true");
    all.putIfAbsent("compression.type", "lz4");
    return all;
  }

  /** The transaction timeout is short: an open transaction of a dead process blocks readers. */
  public Properties transactionalProducer(String clientId, String transactionalId) {
    Properties all = producer(clientId);
    all.put("transactional.id", prefixed(transactionalId));
    all.putIfAbsent("transaction.timeout.ms", "10000");
    all.putIfAbsent("retry.backoff.ms", NEXT_TRANSACTION_MS);
    return all;
  }

  /** Reads committed records only, from the beginning where the group has no offset. */
  public Properties consumer(String clientId, String groupId) {
    Properties all = properties("consumer.", clientId);
    all.put("group.id", prefixed(groupId));
    all.putIfAbsent("isolation.level", "read_committed");
    all.putIfAbsent("auto.offset.reset", "earliest");
    all.putIfAbsent("enable.auto.commit", "false");
    all.putIfAbsent("group.protocol", "classic");
    putTakeover(all, "");
    return all;
  }

  /** Exactly once; see docs of Kafka Streams for each key. */
  public Properties streams(String applicationId) {
    Properties all = properties("streams.", applicationId);
    // Streams knows these beginnings itself.
    properties.forEach(
        (key, value) -> {
          if (key.matches("(producer|consumer|admin)\\..*")) {
            all.putIfAbsent(key, value);
          }
        });
    all.put("application.id", prefixed(applicationId));
    all.putIfAbsent("processing.guarantee", "exactly_once_v2");
    all.putIfAbsent("group.protocol", "classic");
    all.putIfAbsent("commit.interval.ms", "100");
    all.putIfAbsent("replication.factor", Integer.toString(replicationFactor));
    all.putIfAbsent("num.stream.threads", "1");
    all.putIfAbsent("ensure.explicit.internal.resource.naming", "true");
    all.putIfAbsent("topic.max.compaction.lag.ms", CHANGELOG_LAG_MS);
    putCopies(all);
    putWithin(all, "producer.", "transaction.timeout.ms", "10000");
    putWithin(all, "producer.", "compression.type", "lz4");
    putWithin(all, "producer.", "batch.size", "65536");
    putWithin(all, "producer.", "retry.backoff.ms", NEXT_TRANSACTION_MS);
    putTakeover(all, "consumer.");
    if (instance != null) {
      all.putIfAbsent("group.instance.id", prefixed(applicationId) + "-" + instance);
    }
    return all;
  }

  public Properties admin(String clientId) {
    return properties("admin.", clientId);
  }

  /** Configuration for the Avro serdes, in Confluent's keys. */
  public Map<String, ?> serde() {
    Map<String, String> all = new HashMap<>(properties);
    all.put("schema.registry.url", registryUrl);
    return all;
  }

  /** {@code <prefix>.<name>-<instance>}: the same after a restart if the instance has a name. */
  public String member(String name) {
    return prefixed(name) + "-" + (instance == null ? UUID.randomUUID() : instance);
  }

  /** Leaves out passwords. */
  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>();
    properties.forEach((key, value) -> shown.put(key, ConfigPrinter.masked(key, value)));
    return "KafkaSettings[prefix=%s, partitions=%d, replication=%d, instance=%s, registry=%s, %s]"
        .formatted(
            topics.prefix(),
            partitions,
            replicationFactor,
            instance,
            ConfigPrinter.masked("url", registryUrl),
            shown);
  }

  /**
   * Where there are several brokers there are several processes: another one keeps a copy of each
   * store, so that it takes over without reading the changelog first.
   */
  private void putCopies(Properties all) {
    if (replicationFactor > 1) {
      all.putIfAbsent("num.standby.replicas", "1");
    }
    if (replicationFactor > 2) {
      all.putIfAbsent("topic.min.insync.replicas", "2");
    }
  }

  private static void putTakeover(Properties all, String scope) {
    putWithin(all, scope, "session.timeout.ms", "8000");
    putWithin(all, scope, "heartbeat.interval.ms", "2000");
  }

  /** Unless it is said for these clients, or for all. */
  private static void putWithin(Properties all, String scope, String key, String value) {
    if (!all.containsKey(key)) {
      all.putIfAbsent(scope + key, value);
    }
  }

  private Properties properties(String scope, String clientId) {
    Properties all = new Properties();
    properties.forEach(
        (key, value) -> {
          if (!key.matches("(producer|consumer|admin|streams)\\..*")) {
            all.put(key, value);
          }
        });
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(scope)) {
            all.put(key.substring(scope.length()), value);
          }
        });
    all.put("client.id", prefixed(clientId));
    return all;
  }

  private String prefixed(String name) {
    return name.startsWith(topics.prefix() + ".") ? name : topics.id(name);
  }
}
