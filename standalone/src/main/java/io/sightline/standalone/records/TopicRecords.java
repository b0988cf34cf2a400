package io.sightline.standalone.records;

import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
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

  /** The values of one key, without tombstones; only its partition is read. */
  public static <V extends SpecificRecord> List<V> committedOf(
      KafkaSettings kafka, Topic<V> topic, String key) {
    return committedBeside(kafka, topic, key, AvroSerdes.deserializer(kafka, topic)).stream()
        .filter(record -> key.equals(record.key()) && record.value() != null)
        .map(ConsumerRecord::value)
        .toList();
  }

  /**
   * The newest value of each key, in the order in which the keys came; without those that are gone.
   */
  public static <V extends SpecificRecord> Map<String, V> newest(
      KafkaSettings kafka, Topic<V> topic) {
    Map<String, V> newest = new LinkedHashMap<>();
    for (ConsumerRecord<String, V> record : committed(kafka, topic)) {
      if (record.value() == null) {
        newest.remove(record.key());
      } else {
        newest.put(record.key(), record.value());
      }
    }
    return newest;
  }

  /** All records of the partition in which a key lies, with values as the caller reads them. */
  public static <V> List<ConsumerRecord<String, V>> committedBeside(
      KafkaSettings kafka, Topic<?> topic, String key, Deserializer<V> values) {
    Map<TopicPartition, Long> ends = lastStable(kafka, kafka.topics().name(topic), values);
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    int partition = BuiltInPartitioner.partitionForKey(bytes, ends.size());
    ends.keySet().removeIf(each -> each.partition() != partition);
    return read(kafka, values, ends, "read_committed");
  }

  /** As {@link #committed}, with values as the caller reads them. */
  public static <V> List<ConsumerRecord<String, V>> committed(
      KafkaSettings kafka, Topic<?> topic, Deserializer<V> values) {
    return read(kafka, kafka.topics().name(topic), values, "read_committed");
  }

  /** As {@link #committed}, one after the other, those of a partition in their order. */
  public static <V> void eachCommitted(
      KafkaSettings kafka,
      Topic<?> topic,
      Deserializer<V> values,
      Consumer<ConsumerRecord<String, V>> each) {
    read(
        kafka,
        values,
        lastStable(kafka, kafka.topics().name(topic), values),
        "read_committed",
        each);
  }

  /** As {@link #committed} and up to the same place, with those of aborted transactions. */
  public static <V extends SpecificRecord> List<ConsumerRecord<String, V>> uncommitted(
      KafkaSettings kafka, Topic<V> topic) {
    return read(kafka, topic, "read_uncommitted");
  }

  /** How many records of a topic, by the name on the broker, belong to aborted transactions. */
  public static int aborted(KafkaSettings kafka, String topic) {
    var bytes = new ByteArrayDeserializer();
    Set<String> aborted = places(read(kafka, topic, bytes, "read_uncommitted"));
    aborted.removeAll(places(read(kafka, topic, bytes, "read_committed"))); // reads further
    return aborted.size();
  }

  private static Set<String> places(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream()
        .map(record -> record.partition() + "@" + record.offset())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static <V extends SpecificRecord> List<ConsumerRecord<String, V>> read(
      KafkaSettings kafka, Topic<V> topic, String isolation) {
    Deserializer<V> values = AvroSerdes.deserializer(kafka, topic);
    return read(kafka, kafka.topics().name(topic), values, isolation);
  }

  private static <V> List<ConsumerRecord<String, V>> read(
      KafkaSettings kafka, String topic, Deserializer<V> values, String isolation) {
    return read(kafka, values, lastStable(kafka, topic, values), isolation);
  }

  private static <V> List<ConsumerRecord<String, V>> read(
      KafkaSettings kafka,
      Deserializer<V> values,
      Map<TopicPartition, Long> ends,
      String isolation) {
    List<ConsumerRecord<String, V>> all = new ArrayList<>();
    read(kafka, values, ends, isolation, all::add);
    return all;
  }

  private static <V> void read(
      KafkaSettings kafka,
      Deserializer<V> values,
      Map<TopicPartition, Long> ends,
      String isolation,
      Consumer<ConsumerRecord<String, V>> each) {
    try (KafkaConsumer<String, V> consumer = consumer(kafka, values, isolation)) {
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<String, V> record : consumer.poll(POLL)) {
          if (record.offset()
              < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
            each.accept(record);
          }
        }
      }
    }
  }

  /** The offsets before which every transaction is decided. */
  private static <V> Map<TopicPartition, Long> lastStable(
      KafkaSettings kafka, String topic, Deserializer<V> values) {
    try (KafkaConsumer<String, V> consumer = consumer(kafka, values, "read_committed")) {
      return new HashMap<>(
          consumer.endOffsets(
              consumer.partitionsFor(topic).stream()
                  .map(info -> new TopicPartition(info.topic(), info.partition()))
                  .toList()));
    }
  }

  private static <V> KafkaConsumer<String, V> consumer(
      KafkaSettings kafka, Deserializer<V> values, String isolation) {
    Properties properties = kafka.consumer("reader", "reader");
    properties.put("isolation.level", isolation);
    properties.remove("group.id");
    properties.remove("group.instance.id");
    return new KafkaConsumer<>(properties, new StringDeserializer(), values);
  }
}
