package io.sightline.standalone.records;

import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what a person asks for, and returns when it is safe on the broker. */
public final class TopicWriter {
  private static final String TIMEOUT_MILLIS = "10000";

  private final KafkaSettings kafka;

  public TopicWriter(KafkaSettings kafka) {
    this.kafka = impatient(kafka);
  }

  /** A person waits: what cannot be reached is said soon. */
  public static KafkaSettings impatient(KafkaSettings kafka) {
    Map<String, String> properties = new HashMap<>(kafka.properties());
    properties.putIfAbsent("default.api.timeout.ms", TIMEOUT_MILLIS);
    properties.putIfAbsent("producer.max.block.ms", TIMEOUT_MILLIS);
    return new KafkaSettings(
        kafka.topics(),
        kafka.partitions(),
        kafka.replicationFactor(),
        properties,
        kafka.registryUrl());
  }

  public <V extends SpecificRecord> void write(Topic<V> topic, String key, V value)
      throws IOException, InterruptedException {
    String name = kafka.topics().name(topic);
    try (KafkaProducer<String, V> producer = producer()) {
      producer.send(new ProducerRecord<>(name, key, value)).get();
    } catch (ExecutionException e) {
      throw failed(name, e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw failed(name, e);
    }
  }

  /** Writes the same to every partition. */
  public <V extends SpecificRecord> void writeToAll(Topic<V> topic, String key, V value)
      throws IOException, InterruptedException {
    String name = kafka.topics().name(topic);
    try (KafkaProducer<String, V> producer = producer()) {
      for (PartitionInfo each : producer.partitionsFor(name)) {
        producer.send(new ProducerRecord<>(name, each.partition(), key, value)).get();
      }
    } catch (ExecutionException e) {
      throw failed(name, e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw failed(name, e);
    }
  }

  private <V extends SpecificRecord> KafkaProducer<String, V> producer() {
    return new KafkaProducer<>(
        kafka.producer("writer"), new StringSerializer(), AvroSerdes.<V>serializer(kafka));
  }

  private IOException failed(String topic, Throwable cause) {
    return new IOException(
        "cannot write %s at %s: %s"
            .formatted(topic, kafka.properties().get("bootstrap.servers"), cause.getMessage()),
        cause);
  }
}
