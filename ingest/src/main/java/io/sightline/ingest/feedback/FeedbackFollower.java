package io.sightline.ingest.feedback;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Feedback;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code feedback} from its beginning on, in a thread of its own: all partitions, since other
 * producers may spread keys in another way. Which camera is meant says the value.
 */
public final class FeedbackFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FeedbackFollower.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long RETRY_MILLIS = 1000;
  private static final long STOP_MILLIS = 5000;

  private final KafkaSettings kafka;
  private final Deserializer<Feedback> values;
  private final FeedbackDesk desk;
  private final String topic;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Counter taken;
  private final Counter refused;
  private volatile Health health = Health.up();

  public FeedbackFollower(
      KafkaSettings kafka,
      Deserializer<Feedback> values,
      FeedbackDesk desk,
      String site,
      MeterRegistry metrics) {
    this.kafka = kafka;
    this.values = values;
    this.desk = desk;
    this.topic = kafka.topics().name(Topics.FEEDBACK);
    this.thread = new Thread(this::run, "ingest-" + site + "-feedback");
    this.taken = metrics.counter("sightline.ingest.feedback", "outcome", "taken");
    this.refused = metrics.counter("sightline.ingest.feedback", "outcome", "refused");
  }

  public void start() {
    thread.start();
  }

  /** Degraded while it cannot be read: cameras go on, but do not learn what people say. */
  public Health health() {
    return health;
  }

  private void run() {
    while (closing.getCount() > 0) {
      try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
        follow(consumer);
      } catch (KafkaException e) {
        failed(String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        LOG.error("{}: failed", topic, e);
        failed(e.toString());
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties properties = kafka.consumer(thread.getName(), thread.getName());
    properties.remove("group.id");
    properties.remove("group.instance.id");
    properties.put("allow.auto.create.topics", "false");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer) {
    List<PartitionInfo> infos = consumer.partitionsFor(topic);
    if (infos == null || infos.isEmpty()) {
      throw new KafkaException("there is no topic " + topic + ": make it with 'topics create'");
    }
    List<TopicPartition> partitions =
        infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    health = Health.up();
    while (closing.getCount() > 0) {
      consumer.poll(POLL).forEach(this::take);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      Feedback feedback = values.deserialize(topic, record.value());
      if (feedback == null) {
        throw new IllegalArgumentException("no value: expected a feedback");
      }
      desk.take(feedback);
      taken.increment();
    } catch (SerializationException | IllegalArgumentException e) {
      refused.increment();
      LOG.warn(
          "{}-{} at {}: left out: {}", topic, record.partition(), record.offset(), e.getMessage());
    }
  }

  private void failed(String why) {
    if (closing.getCount() == 0) {
      return;
    }
    health = Health.degraded("cannot follow " + topic + ": " + why);
    LOG.warn("cannot follow {}, trying again: {}", topic, why);
    try {
      var unused = closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closing.countDown();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      if (thread.isAlive()) {
        thread.join(STOP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
