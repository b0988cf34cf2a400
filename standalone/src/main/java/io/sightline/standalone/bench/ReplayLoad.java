package io.sightline.standalone.bench;

import io.sightline.avro.FrameRef;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.scripted.Publisher;
import io.sightline.standalone.scripted.ScriptedCamera;
import io.sightline.standalone.scripted.ScriptedCamera.Cycle;
import io.sightline.standalone.soak.GroupProgress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What many cameras, most of them quiet, leave on the topics that alerting reads. */
public final class ReplayLoad {
  /** 20 s with somebody there, 4 s until the activity ends, 6 s of quiet. */
  private static final Cycle ACTIVE = new Cycle(100, 20, 30);

  /** Nobody comes within a day; it begins behind its only visit. */
  private static final Cycle QUIET = new Cycle(5, 5, 500_000);

  /** While the gate in front of the decoder is closed a mark comes every six seconds. */
  private static final int QUIET_MARKS = 6;

  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final long LOOK_MILLIS = 50;

  private ReplayLoad() {}

  /** Publishes so much capture time; returns the number of detections and marks. */
  static long publish(KafkaSettings kafka, int cameras, int active, Duration span) {
    long published = 0;
    List<ScriptedCamera> all = new ArrayList<>();
    for (int i = 0; i < cameras; i++) {
      String id = String.format(Locale.ROOT, "cam-%04d", i);
      all.add(
          i < active
              ? new ScriptedCamera(id, START, ACTIVE, i * 7)
              : new ScriptedCamera(id, START, QUIET, 20));
    }
    try (Publisher publisher = new Publisher(kafka, 20)) {
      all.forEach(c -> publisher.publish(Topics.CAMERAS, c.id(), c.configuration()));
      for (long tick = 0; tick < span.dividedBy(ScriptedCamera.TICK); tick++) {
        for (int i = 0; i < cameras; i++) {
          for (FrameRef record : all.get(i).next()) {
            if (i < active || tick / 5 % QUIET_MARKS == i % QUIET_MARKS) {
              publisher.publish(
                  Topics.DETECTIONS, all.get(i).id(), ScriptedCamera.examined(record));
              published++;
            }
          }
        }
      }
      publisher.flush();
    }
    return published;
  }

  /** Waits until alerting has read all detections that are there now. */
  public static void awaitDecided(KafkaSettings kafka, Duration patience) throws Exception {
    Map<TopicPartition, Long> ends = ends(kafka, Topics.DETECTIONS);
    long deadline = System.nanoTime() + patience.toNanos();
    try (GroupProgress progress = new GroupProgress(kafka)) {
      while (true) {
        Map<TopicPartition, Long> at = progress.committed("alerting");
        // The end of a transaction has an offset, and nobody reads it.
        if (ends.entrySet().stream()
            .allMatch(e -> at.getOrDefault(e.getKey(), 0L) >= e.getValue() - 1)) {
          return;
        }
        if (System.nanoTime() > deadline) {
          throw new IOException("alerting got to %s of %s".formatted(at, ends));
        }
        Thread.sleep(LOOK_MILLIS);
      }
    }
  }

  private static Map<TopicPartition, Long> ends(KafkaSettings kafka, Topic<?> topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafka.consumer("ends", "ends"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.endOffsets(
          consumer.partitionsFor(kafka.topics().name(topic)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList());
    }
  }

  /** Bytes of decisions and alerts that are not the same, camera by camera. */
  public static long differingBytes(KafkaSettings one, KafkaSettings other) {
    return differing(one, other, Topics.DECISIONS) + differing(one, other, Topics.ALERTS);
  }

  /** Bytes of all decisions and alerts. */
  static long bytes(KafkaSettings kafka) {
    return bytes(kafka, Topics.DECISIONS) + bytes(kafka, Topics.ALERTS);
  }

  private static long bytes(KafkaSettings kafka, Topic<?> topic) {
    return byCamera(kafka, topic).values().stream()
        .flatMap(List::stream)
        .mapToLong(value -> value.length)
        .sum();
  }

  private static long differing(KafkaSettings one, KafkaSettings other, Topic<?> topic) {
    Map<String, List<byte[]>> was = byCamera(one, topic);
    Map<String, List<byte[]>> is = byCamera(other, topic);
    Set<String> cameras = new TreeSet<>(was.keySet());
    cameras.addAll(is.keySet());
    return cameras.stream()
        .mapToLong(c -> differing(was.getOrDefault(c, List.of()), is.getOrDefault(c, List.of())))
        .sum();
  }

  private static long differing(List<byte[]> one, List<byte[]> other) {
    long differing = 0;
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      byte[] a = i < one.size() ? one.get(i) : new byte[0];
      byte[] b = i < other.size() ? other.get(i) : new byte[0];
      int first = Arrays.mismatch(a, b);
      differing += first < 0 ? 0 : Math.max(a.length, b.length) - first;
    }
    return differing;
  }

  private static Map<String, List<byte[]>> byCamera(KafkaSettings kafka, Topic<?> topic) {
    Map<String, List<byte[]>> all = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record :
        TopicRecords.committed(kafka, topic, new ByteArrayDeserializer())) {
      all.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(record.value());
    }
    return all;
  }
}
