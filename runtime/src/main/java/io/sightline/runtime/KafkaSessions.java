package io.sightline.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.sightline.runtime.TransactionalLoop.Step;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Opens sessions with a real broker. */
final class KafkaSessions<V extends SpecificRecord> implements LoopSession.Factory {
  private final String name;
  private final KafkaSettings kafka;
  private final Topic<V> input;
  private final MeterRegistry metrics;
  private final LoopLimits limits;
  private final LoopSession.Transform transform;

  /**
   * A random member name is drawn once, so that every session of this loop fences the one before.
   */
  private final String member;

  KafkaSessions(
      String name,
      KafkaSettings kafka,
      Topic<V> input,
      Step<V> step,
      MeterRegistry metrics,
      LoopLimits limits) {
    this.name = name;
    this.kafka = kafka;
    this.input = input;
    this.metrics = metrics;
    this.limits = limits;
    this.member = kafka.member(name);
    Deserializer<V> deserializer = AvroSerdes.deserializer(kafka, input);
    Serializer<SpecificRecord> serializer = AvroSerdes.serializer(kafka);
    DeadLetters deadLetters =
        new DeadLetters(
            kafka.topics().name(Topics.DEAD_LETTERS), name, limits.maxRecordBytes(), metrics);
    transform =
        new ReplayedRuns(
            new LoopTransform<>(
                kafka.topics(), step, deserializer, serializer, deadLetters, limits));
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // the session closes them
  public LoopSession open() {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.transactionalProducer(name + "-producer", member),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    try {
      producer.initTransactions();
      return session(producer);
    } catch (RuntimeException e) {
      producer.close();
      throw e;
    }
  }

  private LoopSession session(KafkaProducer<byte[], byte[]> producer) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            consumerProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(kafka.topics().name(input)));
    KafkaClientMetrics in = new KafkaClientMetrics(consumer);
    KafkaClientMetrics out = new KafkaClientMetrics(producer);
    in.bindTo(metrics);
    out.bindTo(metrics);
    return new LoopSession(consumer, producer, transform, limits).attach(in).attach(out);
  }

  private Properties consumerProperties() {
    Properties properties = kafka.consumer(name + "-consumer", name);
    properties.put("max.poll.records", Integer.toString(limits.maxRecords()));
    if (kafka.instance() != null) {
      properties.putIfAbsent("group.instance.id", member);
    }
    return properties;
  }

  @Override
  public String toString() {
    return "consume %s, transform, produce; group %s, member %s"
        .formatted(kafka.topics().name(input), kafka.topics().id(name), member);
  }
}
