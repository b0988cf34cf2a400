package io.sightline.standalone.verify;

import io.sightline.avro.Expiry;
import io.sightline.retention.audit.LedgerChain.Link;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** The ledger as it lies on the broker: bytes, and what they say. */
final class LedgerLinks {
  private LedgerLinks() {}

  /** One after the other, those of a partition in their order. */
  static void each(KafkaSettings kafka, Consumer<Link> each) {
    Deserializer<Expiry> entries = AvroSerdes.deserializer(kafka, Topics.EXPIRIES);
    String topic = kafka.topics().name(Topics.EXPIRIES);
    TopicRecords.eachCommitted(
        kafka,
        Topics.EXPIRIES,
        new ByteArrayDeserializer(),
        record -> {
          byte[] bytes = record.value() == null ? new byte[0] : record.value();
          Expiry entry = entry(entries, topic, bytes);
          each.accept(new Link(record.partition(), record.offset(), bytes, entry));
        });
  }

  private static @Nullable Expiry entry(Deserializer<Expiry> entries, String topic, byte[] bytes) {
    try {
      return entries.deserialize(topic, bytes);
    } catch (RuntimeException e) {
      return null; // Told as a link that cannot be read.
    }
  }
}
