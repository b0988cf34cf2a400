package io.sightline.e2e.retention;

import static org.awaitility.Awaitility.await;

import io.sightline.avro.Expiry;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The ledger as it was, in the hands of somebody who may write to the broker: the topic is made
 * anew with what he likes in the partition that has the most entries.
 */
final class LedgerCopy {
  private final KafkaSettings kafka;
  private final Map<Integer, List<byte[]>> partitions = new TreeMap<>();
  private final int partition;

  private LedgerCopy(KafkaSettings kafka) {
    this.kafka = kafka;
    for (ConsumerRecord<String, byte[]> record :
        TopicRecords.committed(kafka, Topics.EXPIRIES, new ByteArrayDeserializer())) {
      partitions.computeIfAbsent(record.partition(), p -> new ArrayList<>()).add(record.value());
    }
    this.partition =
        partitions.entrySet().stream()
            .max((a, b) -> Integer.compare(a.getValue().size(), b.getValue().size()))
            .orElseThrow()
            .getKey();
  }

  static LedgerCopy of(KafkaSettings kafka) {
    return new LedgerCopy(kafka);
  }

  Expiry entry(int index) {
    return AvroSerdes.deserializer(kafka, Topics.EXPIRIES)
        .deserialize(name(), partitions.getOrDefault(partition, List.of()).get(index));
  }

  /** The same entry with another number of bytes. */
  byte[] changed(byte[] value) {
    Expiry entry = AvroSerdes.deserializer(kafka, Topics.EXPIRIES).deserialize(name(), value);
    return AvroSerdes.<Expiry>serializer(kafka)
        .serialize(name(), Expiry.newBuilder(entry).setBytes(entry.getBytes() + 1).build());
  }

  /** Entries under the newest head of that partition. */
  int newestHead() {
    return TopicRecords.committed(kafka, Topics.LEDGER_HEADS).stream()
        .map(ConsumerRecord::value)
        .filter(head -> head.getPartition() == partition)
        .mapToInt(head -> (int) head.getEntries())
        .max()
        .orElseThrow();
  }

  /** Makes the topic anew, with that partition changed. */
  void write(Consumer<List<byte[]>> change) throws Exception {
    try (Admin admin = Admin.create(kafka.admin("tamper"))) {
      admin.deleteTopics(List.of(name())).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(name()));
      NewTopic topic =
          new NewTopic(name(), kafka.partitions(), (short) 1).configs(Map.of("retention.ms", "-1"));
      await()
          .ignoreExceptions()
          .until(() -> admin.createTopics(List.of(topic)).all().get() == null);
      await().until(() -> admin.listTopics().names().get().contains(name()));
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.producer("tamper"), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (Map.Entry<Integer, List<byte[]>> each : partitions.entrySet()) {
        List<byte[]> values = new ArrayList<>(each.getValue());
        if (each.getKey() == partition) {
          change.accept(values);
        }
        for (byte[] value : values) {
          var unused =
              producer.send(new ProducerRecord<>(name(), each.getKey(), new byte[0], value));
        }
      }
      producer.flush();
    }
  }

  private String name() {
    return kafka.topics().name(Topics.EXPIRIES);
  }
}
