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

  /** As {@link #committed} and up to the same place, with those of aborted transactions. */
  public static <V extends SpecificRecord> List<ConsumerRecord<String, V>> uncommitted(
      KafkaSettings kafka, Topic<V> topic) {
    return read(kafka, topic, "read_uncommitted");
  }

  private static <V extends SpecificRecord> List<ConsumerRecord<String, V>> read(
      KafkaSettings kafka, Topic<V> topic, String isolation) {
    List<ConsumerRecord<String, V>> all = new ArrayList<>();
    Map<TopicPartition, Long> ends = lastStable(kafka, topic);
    try (KafkaConsumer<String, V> consumer = consumer(kafka, topic, isolation)) {
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<String, V> record : consumer.poll(POLL)) {
          if (record.offset()
              < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
            all.add(record);
          }
        }
      }
    }
    return all;
  }

  /** The offsets before which every transaction is decided. */
  private static <V extends SpecificRecord> Map<TopicPartition, Long> lastStable(
      KafkaSettings kafka, Topic<V> topic) {
    try (KafkaConsumer<String, V> consumer = consumer(kafka, topic, "read_committed")) {
      return consumer.endOffsets(
          consumer.partitionsFor(kafka.topics().name(topic)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList());
    }
  }

  private static <V extends SpecificRecord> KafkaConsumer<String, V> consumer(
      KafkaSettings kafka, Topic<V> topic, String isolation) {
    Properties properties = kafka.consumer("reader", "reader");
    properties.put("isolation.level", isolation);
    properties.remove("group.id");
    properties.remove("group.instance.id");
    Deserializer<V> values = AvroSerdes.deserializer(kafka, topic);
    return new KafkaConsumer<>(properties, new StringDeserializer(), values);
  }
}
