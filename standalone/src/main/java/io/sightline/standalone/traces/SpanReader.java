package io.sightline.standalone.traces;

import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.Failures;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bytes to spans; what cannot be read is passed by. */
final class SpanReader {
  private static final Logger LOG = LoggerFactory.getLogger(SpanReader.class);

  private final Map<String, Deserializer<? extends SpecificRecord>> deserializers = new HashMap<>();
  private final Spans spans = new Spans();

  SpanReader(KafkaSettings kafka, List<Topic<?>> topics) {
    for (Topic<?> topic : topics) {
      deserializers.put(kafka.topics().name(topic), AvroSerdes.deserializer(kafka, topic));
    }
  }

  /** In the order in which they were published, so that what led to something comes first. */
  List<Span> read(ConsumerRecords<byte[], byte[]> records) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    records.forEach(all::add);
    all.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
    List<Span> made = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> raw : all) {
      if (raw.value() != null) {
        read(raw, made);
      }
    }
    return made;
  }

  private void read(ConsumerRecord<byte[], byte[]> raw, List<Span> made) {
    try {
      SpecificRecord record =
          Objects.requireNonNull(deserializers.get(raw.topic()))
              .deserialize(raw.topic(), raw.headers(), raw.value());
      Instant published = Instant.ofEpochMilli(raw.timestamp());
      spans.of(record, raw.headers(), published).ifPresent(made::add);
    } catch (RuntimeException e) {
      if (Failures.isTransient(e)) {
        throw e;
      }
      LOG.warn(
          "{}-{}@{} is in no trace: it cannot be read: {}",
          raw.topic(),
          raw.partition(),
          raw.offset(),
          Failures.describe(e));
    }
  }
}
