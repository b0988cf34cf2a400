package io.sightline.standalone.soak;

import io.sightline.runtime.KafkaSettings;
import io.sightline.standalone.records.TopicRecords;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Whether the log holds records of a transaction that is still open: its end is then ahead of what
 * is committed.
 */
final class OpenTransactions implements AutoCloseable {
  private final KafkaSettings kafka;
  private final KafkaConsumer<byte[], byte[]> committed;
  private final KafkaConsumer<byte[], byte[]> uncommitted;
  private final List<TopicPartition> partitions;

  /** Of all topics under the prefix, those that hold the state of processors too. */
  OpenTransactions(KafkaSettings kafka) {
    this.kafka = kafka;
    this.committed = consumer(kafka, "read_committed");
    this.uncommitted = consumer(kafka, "read_uncommitted");
    this.partitions =
        committed.listTopics().entrySet().stream()
            .filter(topic -> topic.getKey().startsWith(kafka.topics().prefix() + "."))
            .flatMap(topic -> topic.getValue().stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
  }

  private static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings kafka, String isolation) {
    Properties properties = kafka.consumer("soak-" + isolation, "soak");
    properties.remove("group.id");
    properties.remove("group.instance.id");
    properties.put("isolation.level", isolation);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  boolean any() {
    return !committed.endOffsets(partitions).equals(uncommitted.endOffsets(partitions));
  }

  /** Records of transactions that were aborted since the beginning. */
  int abortedRecords() {
    return partitions.stream()
        .map(TopicPartition::topic)
        .distinct()
        .mapToInt(topic -> TopicRecords.aborted(kafka, topic))
        .sum();
  }

  @Override
  public void close() {
    committed.close();
    uncommitted.close();
  }
}
