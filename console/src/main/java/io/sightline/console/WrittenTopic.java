package io.sightline.console;

import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import io.sightline.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A topic that people write to: idempotently, and safe when all replicas have it. */
final class WrittenTopic<V extends SpecificRecord> implements RecordSink<V>, Service {
  private static final String WITHIN_MILLIS = "10000";
  private static final String REQUEST_MILLIS = "5000";
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final KafkaSettings kafka;
  private final String name;
  private final String topic;
  private final Function<V, String> key;
  private @Nullable KafkaProducer<String, V> producer;

  /**
   * @param key of a record
   */
  WrittenTopic(KafkaSettings kafka, Topic<V> topic, Function<V, String> key) {
    this.kafka = kafka;
    this.name = "console-" + topic.name();
    this.topic = kafka.topics().name(topic);
    this.key = key;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized void start() {
    Properties properties = kafka.producer(name);
    // A person waits for the answer.
    properties.putIfAbsent("max.block.ms", WITHIN_MILLIS);
    properties.putIfAbsent("request.timeout.ms", REQUEST_MILLIS);
    properties.putIfAbsent("delivery.timeout.ms", WITHIN_MILLIS);
    producer =
        new KafkaProducer<>(properties, new StringSerializer(), AvroSerdes.serializer(kafka));
  }

  private synchronized KafkaProducer<String, V> producer() throws IOException {
    if (producer == null) {
      throw new IOException("not running");
    }
    return producer;
  }

  @Override
  public void write(V value) throws IOException {
    try {
      producer().send(new ProducerRecord<>(topic, key.apply(value), value)).get();
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e);
    }
  }

  private IOException failed(Throwable cause) {
    return new IOException("cannot write to " + topic + ": " + cause.getMessage(), cause);
  }

  @Override
  public Health health() {
    return Health.up();
  }

  @Override
  public String describe() {
    return "writes what people say to " + topic;
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE_WITHIN);
      producer = null;
    }
  }
}
