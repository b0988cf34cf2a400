package io.sightline.standalone.replay;

import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.Failures;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topic.Keep;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Bytes to entries. What cannot be read is copied as it is, by the time it was published. */
final class EntryReader {
  private final Span span;
  private final Map<String, Topic<?>> topics = new HashMap<>();
  private final Map<String, Deserializer<? extends SpecificRecord>> deserializers = new HashMap<>();

  EntryReader(KafkaSettings kafka, Span span) {
    this.span = span;
    for (Topic<?> topic : span.topics()) {
      String name = kafka.topics().name(topic);
      topics.put(name, topic);
      if (topic.value() != null) {
        deserializers.put(name, AvroSerdes.deserializer(kafka, topic));
      }
    }
  }

  Entry read(ConsumerRecord<byte[], byte[]> raw) {
    Topic<?> topic = Objects.requireNonNull(topics.get(raw.topic()));
    SpecificRecord value = value(raw);
    Instant published = Instant.ofEpochMilli(raw.timestamp());
    Instant captured = value == null ? published : Fields.captured(value).orElse(published);
    String key = raw.key() == null ? "" : new String(raw.key(), StandardCharsets.UTF_8);
    boolean taken = span.takes(topic, key, value, captured);
    // What later records refer to comes first.
    Instant order = topic.keep() == Keep.FOR_EVER ? Instant.EPOCH : captured;
    return new Entry(raw, topic, value, order, taken);
  }

  private @Nullable SpecificRecord value(ConsumerRecord<byte[], byte[]> raw) {
    Deserializer<? extends SpecificRecord> deserializer = deserializers.get(raw.topic());
    if (deserializer == null || raw.value() == null) {
      return null;
    }
    try {
      return deserializer.deserialize(raw.topic(), raw.headers(), raw.value());
    } catch (RuntimeException e) {
      if (Failures.isTransient(e)) {
        throw e;
      }
      return null;
    }
  }
}
