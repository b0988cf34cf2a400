package io.sightline.standalone.verify;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The data keys that exist, by the id of the clip or the hour that each opens. What is in them is
 * not looked at.
 *
 * @param partitions where each lies
 */
record DataKeys(Map<String, Integer> partitions) {
  static DataKeys read(KafkaSettings kafka) {
    Map<String, Integer> found = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record :
        TopicRecords.committed(kafka, Topics.KEYS, new ByteArrayDeserializer())) {
      if (record.value() == null) {
        found.remove(record.key());
      } else {
        found.put(record.key(), record.partition());
      }
    }
    return new DataKeys(found);
  }

  Set<String> ids() {
    return partitions.keySet();
  }

  /** Writes the end of each, where it lies. */
  void destroy(KafkaSettings kafka, Set<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    String name = kafka.topics().name(Topics.KEYS);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            kafka.producer("verify"), new StringSerializer(), new ByteArraySerializer())) {
      for (String id : ids) {
        Integer partition = partitions.get(id);
        if (partition != null) {
          var unused = producer.send(new ProducerRecord<>(name, partition, id, null));
        }
      }
      producer.flush();
    }
  }
}
