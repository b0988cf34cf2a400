package io.sightline.standalone.soak;

import io.sightline.runtime.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
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

  @Override
  public void close() {
    admin.close();
  }
}
