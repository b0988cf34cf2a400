package io.sightline.standalone.soak;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far consumer groups are. */
public final class GroupProgress implements AutoCloseable {
  private static final long LOOK_MILLIS = 100;

  private final KafkaSettings kafka;
  private final Admin admin;

  public GroupProgress(KafkaSettings kafka) {
    this.kafka = kafka;
    this.admin = Admin.create(kafka.admin("soak"));
  }

  public Map<TopicPartition, Long> committed(String group)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    admin
        .listConsumerGroupOffsets(kafka.topics().id(group))
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach((place, offset) -> offsets.put(place, offset == null ? 0 : offset.offset()));
    return offsets;
  }

  /**
   * Waits until every partition got further, and returns after how many seconds; -1 if that took
   * too long.
   */
  double secondsUntilAllMoved(String group, Map<TopicPartition, Long> before, long mostSeconds)
      throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    while (true) {
      double seconds = (System.nanoTime() - began) / 1e9;
      Map<TopicPartition, Long> now = committed(group);
      if (before.entrySet().stream()
          .allMatch(e -> now.getOrDefault(e.getKey(), 0L) > e.getValue())) {
        return seconds;
      }
      if (seconds > mostSeconds) {
        return -1;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** Waits until the group has read a topic to its end as it is now. */
  public void awaitRead(String group, Topic<?> topic, Duration atMost)
      throws InterruptedException, ExecutionException, IOException {
    Map<TopicPartition, Long> ends = ends(kafka.topics().name(topic));
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      Map<TopicPartition, Long> read = committed(group);
      if (ends.entrySet().stream()
          .allMatch(e -> read.getOrDefault(e.getKey(), 0L) >= e.getValue())) {
        return;
      }
      if (System.nanoTime() > end) {
        throw new IOException(
            "%s read to %s within %s: expected %s".formatted(group, read, atMost, ends));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private Map<TopicPartition, Long> ends(String topic)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
        .flatMap(found -> found.partitions().stream())
        .forEach(p -> latest.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(latest).all().get().forEach((place, info) -> ends.put(place, info.offset()));
    return ends;
  }

  @Override
  public void close() {
    admin.close();
  }
}
