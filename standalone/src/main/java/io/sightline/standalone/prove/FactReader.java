package io.sightline.standalone.prove;

import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.standalone.records.TopicRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads records with their bytes and places. */
public final class FactReader {
  private final KafkaSettings kafka;

  public FactReader(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** All records of a topic. */
  public List<Fact> all(Topic<?> topic) {
    return facts(topic, TopicRecords.committed(kafka, topic, new ByteArrayDeserializer()));
  }

  /** Those records of a topic that are wanted; the others are not kept while it is read. */
  public List<Fact> those(Topic<?> topic, Predicate<Fact> wanted) {
    Deserializer<? extends SpecificRecord> values = AvroSerdes.deserializer(kafka, topic);
    List<Fact> found = new ArrayList<>();
    TopicRecords.eachCommitted(
        kafka,
        topic,
        new ByteArrayDeserializer(),
        record -> {
          Fact fact = fact(topic, record, values);
          if (wanted.test(fact)) {
            found.add(fact);
          }
        });
    return found;
  }

  /** All records of the partition in which a key lies. */
  public List<Fact> beside(Topic<?> topic, String key) {
    return facts(
        topic, TopicRecords.committedBeside(kafka, topic, key, new ByteArrayDeserializer()));
  }

  private List<Fact> facts(Topic<?> topic, List<ConsumerRecord<String, byte[]>> records) {
    Deserializer<? extends SpecificRecord> values = AvroSerdes.deserializer(kafka, topic);
    return records.stream().map(record -> fact(topic, record, values)).toList();
  }

  private static Fact fact(
      Topic<?> topic,
      ConsumerRecord<String, byte[]> record,
      Deserializer<? extends SpecificRecord> values) {
    return new Fact(
        topic.name(),
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        record.key() == null ? "" : record.key(),
        record.value(),
        value(values, record));
  }

  /** What cannot be read is told as such. */
  private static @Nullable SpecificRecord value(
      Deserializer<? extends SpecificRecord> values, ConsumerRecord<String, byte[]> record) {
    try {
      return values.deserialize(record.topic(), record.value());
    } catch (SerializationException e) {
      return null;
    }
  }
}
