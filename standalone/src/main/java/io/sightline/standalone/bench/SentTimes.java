package io.sightline.standalone.bench;

import io.sightline.avro.Alert;
import io.sightline.avro.Detections;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads committed detections and alerts as they come, and says how long after their frame. */
final class SentTimes implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /** Nanoseconds of one frame. */
  private static final class Times {
    private final long sent = System.nanoTime();
    private volatile long examined;
    private volatile long alerted;
  }

  private final KafkaSettings kafka;
  private final Map<String, Times> frames = new ConcurrentHashMap<>();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "bench-reader");
  private final long begin = System.nanoTime();

  SentTimes(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  void start() {
    thread.start();
  }

  /** To be called right before it is sent. */
  void sends(FrameRef record) {
    if (record.getKind() == FrameKind.FRAME) {
      frames.put(key(record.getCamera(), record.getCapturedAt()), new Times());
    }
  }

  private static String key(String camera, Instant captured) {
    return camera + "@" + captured;
  }

  private void run() {
    Properties properties = kafka.consumer("bench-reader", "bench-reader");
    properties.remove("group.id");
    try (KafkaConsumer<String, SpecificRecord> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), AvroSerdes.deserializer(kafka))) {
      consumer.assign(partitions(consumer));
      consumer.seekToBeginning(consumer.assignment());
      while (!closing.get()) {
        for (ConsumerRecord<String, SpecificRecord> record : consumer.poll(POLL)) {
          read(record.value(), System.nanoTime());
        }
      }
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
    List<TopicPartition> all = new ArrayList<>();
    for (var topic : List.of(Topics.DETECTIONS, Topics.ALERTS)) {
      consumer
          .partitionsFor(kafka.topics().name(topic))
          .forEach(info -> all.add(new TopicPartition(info.topic(), info.partition())));
    }
    return all;
  }

  private void read(SpecificRecord value, long now) {
    if (value instanceof Detections found && found.getKind() == FrameKind.FRAME) {
      Times times = frames.get(key(found.getCamera(), found.getCapturedAt()));
      if (times != null && times.examined == 0) {
        times.examined = now;
      }
    } else if (value instanceof Alert alert && alert.getRevision() == 0) {
      Times times = frames.get(key(alert.getCamera(), alert.getRaisedAt()));
      if (times != null && times.alerted == 0) {
        times.alerted = now;
      }
    }
  }

  void requireHealthy() {
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("detections and alerts could not be read", failed);
    }
  }

  /** Of frames that were sent after the warm-up. */
  Hops hops(Duration warm) {
    List<Times> counted =
        frames.values().stream().filter(t -> t.sent - begin >= warm.toNanos()).toList();
    List<Times> alerted = counted.stream().filter(t -> t.alerted != 0).toList();
    return new Hops(
        counted.stream()
            .filter(t -> t.examined != 0)
            .mapToDouble(t -> ms(t.sent, t.examined))
            .toArray(),
        alerted.stream().mapToDouble(t -> ms(t.examined, t.alerted)).toArray(),
        alerted.stream().mapToDouble(t -> ms(t.sent, t.alerted)).toArray());
  }

  private static double ms(long from, long to) {
    return (to - from) / 1e6;
  }

  @Override
  public void close() throws InterruptedException {
    closing.set(true);
    if (thread.isAlive()) {
      thread.join();
    }
  }
}
