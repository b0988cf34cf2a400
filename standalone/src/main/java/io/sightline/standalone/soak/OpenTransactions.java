package io.sightline.standalone.soak;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
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
  private final KafkaConsumer<byte[], byte[]> committed;
  private final KafkaConsumer<byte[], byte[]> uncommitted;
  private final List<TopicPartition> partitions;

  OpenTransactions(KafkaSettings kafka) {
    this.committed = consumer(kafka, "read_committed");
    this.uncommitted = consumer(kafka, "read_uncommitted");
    this.partitions =
        List.of(Topics.FRAMES, Topics.DETECTIONS, Topics.DELETION_RESULTS).stream()
            .flatMap(topic -> committed.partitionsFor(kafka.topics().name(topic)).stream())
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

  @Override
  public void close() {
    committed.close();
    uncommitted.close();
  }
}
