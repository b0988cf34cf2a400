package io.sightline.standalone.scripted;

import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Publishes records in order, each once; a failure is thrown by the next call. */
public final class Publisher implements AutoCloseable {
  private final KafkaSettings kafka;
  private final KafkaProducer<String, SpecificRecord> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * @param lingerMs how long a record may wait for others
   */
  public Publisher(KafkaSettings kafka, int lingerMs) {
    this.kafka = kafka;
    Properties properties = kafka.producer("scripted");
    properties.put("linger.ms", Integer.toString(lingerMs));
    Serializer<SpecificRecord> values = AvroSerdes.serializer(kafka);
    this.producer = new KafkaProducer<>(properties, new StringSerializer(), values);
  }

  public void publish(Topic<?> topic, String key, SpecificRecord value) {
    Exception failed = failure.get();
    if (failed != null) {
      throw new KafkaException("a record could not be published", failed);
    }
    var unused =
        producer.send(
            new ProducerRecord<>(kafka.topics().name(topic), key, value),
            (place, e) -> {
              if (e != null) {
                failure.compareAndSet(null, e);
              }
            });
  }

  /** Returns when all is acknowledged. */
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
