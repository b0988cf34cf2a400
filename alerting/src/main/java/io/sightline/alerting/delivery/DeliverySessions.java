package io.sightline.alerting.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Opens sessions with a real broker. */
final class DeliverySessions {
  private static final String MOST_RECORDS = "100";

  private final String name;
  private final KafkaSettings kafka;
  private final Courier courier;
  private final MeterRegistry metrics;
  private final AlertRecords records;

  /** Drawn once, so that every session of this process fences the one before. */
  private final String member;

  DeliverySessions(String name, KafkaSettings kafka, Courier courier, MeterRegistry metrics) {
    this.name = name;
    this.kafka = kafka;
    this.courier = courier;
    this.metrics = metrics;
    this.records = new AlertRecords(name, kafka, metrics);
    this.member = kafka.member(name);
  }

  @SuppressWarnings("MustBeClosedChecker") // the session closes them
  DeliverySession open(BooleanSupplier closing) {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.transactionalProducer(name + "-producer", member),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    try {
      producer.initTransactions();
      return session(producer, closing);
    } catch (RuntimeException e) {
      producer.close();
      throw e;
    }
  }

  private DeliverySession session(KafkaProducer<byte[], byte[]> producer, BooleanSupplier closing) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            consumerProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    KafkaClientMetrics in = new KafkaClientMetrics(consumer);
    KafkaClientMetrics out = new KafkaClientMetrics(producer);
    in.bindTo(metrics);
    out.bindTo(metrics);
    DeliverySession session = new DeliverySession(consumer, producer, courier, records, closing);
    session.attach(in);
    session.attach(out);
    session.subscribe(kafka.topics().name(Topics.ALERTS));
    return session;
  }

  private Properties consumerProperties() {
    Properties properties = kafka.consumer(name + "-consumer", name);
    properties.put("max.poll.records", MOST_RECORDS);
    if (kafka.instance() != null) {
      properties.putIfAbsent("group.instance.id", member);
    }
    return properties;
  }
}
