package io.sightline.standalone.bench;

import io.sightline.avro.FrameRef;
import io.sightline.detect.DetectStep;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Detect without transactions, only to know what they cost. */
final class AtLeastOnceDetect implements AutoCloseable {
  private final KafkaSettings kafka;
  private final DetectStep step;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final Thread thread = new Thread(this::run, "at-least-once-detect");

  AtLeastOnceDetect(KafkaSettings kafka, DetectStep step) {
    this.kafka = kafka;
    this.step = step;
  }

  void start() {
    thread.start();
  }

  private void run() {
    Properties in = kafka.consumer("detect-consumer", "detect");
    Properties out = kafka.producer("detect-producer");
    Serializer<SpecificRecord> values = AvroSerdes.serializer(kafka);
    try (KafkaConsumer<String, FrameRef> consumer =
            new KafkaConsumer<>(
                in, new StringDeserializer(), AvroSerdes.deserializer(kafka, Topics.FRAMES));
        KafkaProducer<String, SpecificRecord> producer =
            new KafkaProducer<>(out, new StringSerializer(), values)) {
      consumer.subscribe(List.of(kafka.topics().name(Topics.FRAMES)));
      while (!closing.get()) {
        List<ConsumerRecord<String, FrameRef>> batch = new ArrayList<>();
        consumer.poll(Duration.ofMillis(200)).forEach(batch::add);
        if (!batch.isEmpty()) {
          for (Output output : step.process(batch)) {
            var unused =
                producer.send(
                    new ProducerRecord<>(
                        kafka.topics().name(output.topic()), output.key(), output.value()));
          }
          producer.flush();
          consumer.commitSync();
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException("detect without transactions", e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    closing.set(true);
    thread.join();
  }
}
