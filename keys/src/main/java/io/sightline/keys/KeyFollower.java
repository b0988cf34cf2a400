package io.sightline.keys;

import io.sightline.avro.MediaKey;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topic to its end and follows it, in a thread of its own. */
final class KeyFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyFollower.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long RETRY_MILLIS = 1000;
  private static final long STOP_MILLIS = 5000;

  private final KafkaSettings kafka;
  private final KeyTable table;
  private final Consumer<KeyTable> atEnd;
  private final Deserializer<MediaKey> values;
  private final String topic;
  private final Thread thread;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final CountDownLatch read = new CountDownLatch(1);
  private volatile Health health = Health.starting("reading keys");
  private volatile boolean closing;

  /**
   * @param atEnd told once, by the thread, when all that was there is read
   */
  KeyFollower(KafkaSettings kafka, String name, KeyTable table, Consumer<KeyTable> atEnd) {
    this.kafka = kafka;
    this.table = table;
    this.atEnd = atEnd;
    this.values = AvroSerdes.deserializer(kafka, Topics.KEYS);
    this.topic = kafka.topics().name(Topics.KEYS);
    this.thread = new Thread(this::run, name + "-keys");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  Health health() {
    return health;
  }

  /** False if the time is up before the topic was read to its end. */
  boolean awaitRead(Duration limit) throws InterruptedException {
    return read.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** False if the time is up before these ends were reached. */
  boolean awaitThrough(Map<TopicPartition, Long> ends, Duration limit) throws InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    synchronized (positions) {
      while (!isThrough(ends)) {
        long left = until - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        positions.wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
      }
      return true;
    }
  }

  private boolean isThrough(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  private void run() {
    while (!closing) {
      try (KafkaConsumer<String, byte[]> consumer =
          KeyConsumers.open(kafka, thread.getName(), "read_committed")) {
        follow(consumer);
      } catch (KafkaException e) {
        failed(String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        LOG.error("{}: failed", topic, e);
        failed(e.toString());
      }
    }
  }

  private void follow(KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions = KeyConsumers.partitions(consumer, kafka);
    consumer.assign(partitions);
    synchronized (positions) {
      for (TopicPartition partition : partitions) {
        consumer.seek(partition, positions.getOrDefault(partition, 0L));
      }
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (!closing) {
      consumer.poll(POLL).forEach(this::take);
      advance(consumer, partitions);
      if (health.state() != Health.State.UP && isRead(ends)) {
        health = Health.up();
        atEnd();
      }
    }
  }

  private boolean isRead(Map<TopicPartition, Long> ends) {
    synchronized (positions) {
      return isThrough(ends);
    }
  }

  private void atEnd() {
    if (read.getCount() > 0) {
      atEnd.accept(table);
      read.countDown();
    }
  }

  private void advance(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
    synchronized (positions) {
      for (TopicPartition partition : partitions) {
        positions.put(partition, consumer.position(partition));
      }
      positions.notifyAll();
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.key() == null) {
      return;
    }
    try {
      MediaKey key = record.value() == null ? null : values.deserialize(topic, record.value());
      table.apply(record.key(), key, record.partition(), record.offset());
    } catch (SerializationException e) {
      LOG.error(
          "{}-{} at {}: no key: {}", topic, record.partition(), record.offset(), e.getMessage());
    }
  }

  private void failed(String why) {
    if (closing) {
      return;
    }
    health = Health.degraded("cannot follow " + topic + ": " + why);
    LOG.warn("cannot follow {}, trying again: {}", topic, why);
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      if (thread.isAlive()) {
        thread.join(STOP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
