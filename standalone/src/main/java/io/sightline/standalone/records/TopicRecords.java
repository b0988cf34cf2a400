package io.sightline.standalone.records;

import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All records of a topic as they lie on the broker, tombstones included; nothing is sorted out. */
public final class TopicRecords {
  private static final Duration POLL = Duration.ofMillis(200);

  private TopicRecords() {}

  /** From the beginning to the end as it is now, committed records only. */
  public static <V extends SpecificRecord> List<ConsumerRecord<String, V>> committed(
      KafkaSettings kafka, Topic<V> topic) {
    return read(kafka, topic, "read_committed");
  }

  /** As {@link #committed}, with those of aborted transactions. */
  public static <V extends SpecificRecord> List<ConsumerRecord<String, V>> uncommitted(
      KafkaSettings kafka, Topic<V> topic) {
    return read(kafka, topic, "read_uncommitted");
  }

  private static <V extends SpecificRecord> List<ConsumerRecord<String, V>> read(
      KafkaSettings kafka, Topic<V> topic, String isolation) {
    Properties properties = kafka.consumer("reader", "reader");
    properties.put("isolation.level", isolation);
    properties.remove("group.id");
    properties.remove("group.instance.id");
    Deserializer<V> values = AvroSerdes.deserializer(kafka, topic);
    List<ConsumerRecord<String, V>> all = new ArrayList<>();
    try (KafkaConsumer<String, V> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), values)) {
      Map<TopicPartition, Long> ends =
          consumer.endOffsets(assign(consumer, kafka.topics().name(topic)));
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(all::add);
      }
    }
    return all;
  }

  private static List<TopicPartition> assign(KafkaConsumer<?, ?> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return partitions;
  }
}
