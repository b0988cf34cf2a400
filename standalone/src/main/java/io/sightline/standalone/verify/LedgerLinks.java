package io.sightline.standalone.verify;

import io.sightline.avro.Expiry;
import io.sightline.retention.audit.LedgerChain.Link;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** The ledger as it lies on the broker: bytes, and what they say. */
final class LedgerLinks {
  private LedgerLinks() {}

  static List<Link> read(KafkaSettings kafka) {
    Deserializer<Expiry> entries = AvroSerdes.deserializer(kafka, Topics.EXPIRIES);
    String topic = kafka.topics().name(Topics.EXPIRIES);
    return TopicRecords.committed(kafka, Topics.EXPIRIES, new ByteArrayDeserializer()).stream()
        .map(
            record -> {
              byte[] bytes = record.value() == null ? new byte[0] : record.value();
              return new Link(
                  record.partition(), record.offset(), bytes, entry(entries, topic, bytes));
            })
        .toList();
  }

  private static @Nullable Expiry entry(Deserializer<Expiry> entries, String topic, byte[] bytes) {
    try {
      return entries.deserialize(topic, bytes);
    } catch (RuntimeException e) {
      return null; // Told as a link that cannot be read.
    }
  }
}
