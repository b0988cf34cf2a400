package io.sightline.standalone.verify;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The data keys that exist. What is in them is not looked at. */
final class DataKeys {
  /** Takes the id of the clip or the hour that a key opens, in order of the topic. */
  interface Reader {
    void read(String id, int partition, boolean exists);
  }

  private DataKeys() {}

  static void each(KafkaSettings kafka, Reader reader) {
    TopicRecords.eachCommitted(
        kafka,
        Topics.KEYS,
        new ByteArrayDeserializer(),
        record -> reader.read(record.key(), record.partition(), record.value() != null));
  }

  /** Writes the end of those of these that there are, where each lies. */
  static void destroy(KafkaSettings kafka, Set<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    Map<String, Integer> partitions = new HashMap<>();
    each(
        kafka,
        (id, partition, exists) -> {
          if (!exists) {
            partitions.remove(id);
          } else if (ids.contains(id)) {
            partitions.put(id, partition);
          }
        });
    String name = kafka.topics().name(Topics.KEYS);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            kafka.producer("verify"), new StringSerializer(), new ByteArraySerializer())) {
      partitions.forEach(
          (id, partition) -> {
            var unused = producer.send(new ProducerRecord<>(name, partition, id, null));
          });
      producer.flush();
    }
  }
}
