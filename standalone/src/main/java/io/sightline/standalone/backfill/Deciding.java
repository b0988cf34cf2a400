package io.sightline.standalone.backfill;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.AlertingTopology;
import io.sightline.runtime.Build;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.StreamsService;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Alerting over the side topics, without anything that delivers. */
final class Deciding {
  private static final String NAME = "alerting";
  private static final Duration STALLED = Duration.ofMinutes(2);
  private static final long LOOK_MILLIS = 100;

  private final KafkaSettings side;
  private final Path state;
  private final Duration cameraWait;

  /**
   * @param state folder of its stores, kept until the backfill is done
   * @param cameraWait how long a record may wait for the camera version that it names
   */
  Deciding(KafkaSettings side, Path state, Duration cameraWait) {
    this.side = side;
    this.state = state;
    this.cameraWait = cameraWait;
  }

  /** Returns when all detections that are there now are decided. */
  void run() throws IOException, InterruptedException {
    StreamsService service =
        new StreamsService(
            NAME,
            new AlertingTopology(side, Build.version(), cameraWait).build(),
            side,
            state,
            new SimpleMeterRegistry());
    try (service;
        Admin admin = Admin.create(side.admin("backfill"))) {
      service.start();
      await(service, admin);
    } catch (ExecutionException e) {
      throw new IOException("deciding: " + e.getCause(), e);
    }
  }

  private void await(StreamsService service, Admin admin)
      throws IOException, InterruptedException, ExecutionException {
    Map<TopicPartition, Long> ends = ends(admin);
    Map<TopicPartition, Long> last = Map.of();
    long moved = System.nanoTime();
    for (Map<TopicPartition, Long> at = committed(admin);
        !isRead(at, ends);
        at = committed(admin)) {
      if (!at.equals(last)) {
        last = at;
        moved = System.nanoTime();
      }
      Health health = service.health();
      if (health.state() == Health.State.DOWN || System.nanoTime() - moved > STALLED.toNanos()) {
        throw new IOException("deciding got to %s of %s: %s".formatted(at, ends, health.detail()));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** The end of a transaction has an offset, and nobody reads it. */
  private static boolean isRead(Map<TopicPartition, Long> at, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(e -> at.getOrDefault(e.getKey(), 0L) >= e.getValue() - 1);
  }

  private Map<TopicPartition, Long> committed(Admin admin)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    admin
        .listConsumerGroupOffsets(side.topics().id(NAME))
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach((place, at) -> offsets.put(place, at == null ? 0L : at.offset()));
    return offsets;
  }

  private Map<TopicPartition, Long> ends(Admin admin)
      throws InterruptedException, ExecutionException {
    String topic = side.topics().name(Topics.DETECTIONS);
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
        .flatMap(found -> found.partitions().stream())
        .forEach(p -> latest.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(latest).all().get().forEach((place, end) -> ends.put(place, end.offset()));
    return ends;
  }
}
