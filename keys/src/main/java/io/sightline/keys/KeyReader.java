package io.sightline.keys;

import io.sightline.avro.MediaKey;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads single records of the topic, and asks for its end. */
final class KeyReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int POLLS = 10;

  private final KafkaSettings kafka;
  private final String client;
  private final String topic;
  private final Deserializer<MediaKey> values;
  private @Nullable KafkaConsumer<String, byte[]> consumer;
  private List<TopicPartition> partitions = List.of();

  KeyReader(KafkaSettings kafka, String name) {
    this.kafka = kafka;
    this.client = name + "-keys-reader";
    this.topic = kafka.topics().name(Topics.KEYS);
    this.values = AvroSerdes.deserializer(kafka, Topics.KEYS);
  }

  /** Past everything that was written, though some of it may not be committed yet. */
  synchronized Map<TopicPartition, Long> ends() throws IOException {
    try {
      return consumer().endOffsets(partitions);
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /** The record at a place; empty if a newer one has taken its place. */
  synchronized Optional<MediaKey> read(String id, long place) throws IOException {
    try {
      TopicPartition at = new TopicPartition(topic, KeyIndex.partition(place));
      KafkaConsumer<String, byte[]> from = consumer();
      from.assign(List.of(at));
      from.seek(at, KeyIndex.offset(place));
      for (int i = 0; i < POLLS; i++) {
        for (ConsumerRecord<String, byte[]> record : from.poll(POLL)) {
          boolean found = record.offset() == KeyIndex.offset(place) && record.value() != null;
          return found && id.equals(record.key())
              ? Optional.ofNullable(values.deserialize(topic, record.value()))
              : Optional.empty();
        }
      }
      throw new IOException("the key of " + id + " cannot be read: " + topic + " does not answer");
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    KafkaConsumer<String, byte[]> open = consumer;
    if (open == null) {
      open = KeyConsumers.open(kafka, client, "read_uncommitted");
      consumer = open;
      partitions = KeyConsumers.partitions(open, kafka);
    }
    return open;
  }

  private IOException failed(KafkaException e) {
    close();
    return new IOException(topic + " cannot be read: " + e.getMessage(), e);
  }

  @Override
  public synchronized void close() {
    KafkaConsumer<String, byte[]> open = consumer;
    consumer = null;
    if (open != null) {
      open.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
  }
}
