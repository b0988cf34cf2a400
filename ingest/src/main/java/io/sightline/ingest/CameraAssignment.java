package io.sightline.ingest;

import io.sightline.avro.Camera;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows which partitions of {@code cameras} are this process's, and what is in them. */
final class CameraAssignment implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CameraAssignment.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final long STOP_MILLIS = 40_000;

  private final KafkaSettings kafka;
  private final Deserializer<Camera> cameras;
  private final OwnerContext context;
  private final String group;
  private final Thread thread;
  private final ConcurrentMap<Integer, AssignedPartition> partitions = new ConcurrentHashMap<>();
  private volatile boolean closing;
  private volatile Health health = Health.starting("joining");

  CameraAssignment(KafkaSettings kafka, Deserializer<Camera> cameras, OwnerContext context) {
    this.kafka = kafka;
    this.cameras = cameras;
    this.context = context;
    this.group = "ingest-" + context.site().name();
    this.thread = new Thread(this::run, group);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closing) {
      try (KafkaConsumer<String, byte[]> consumer = consumer()) {
        follow(consumer);
      } catch (KafkaException e) {
        health = Health.degraded("cannot follow cameras: " + e.getMessage());
        LOG.warn("{}: cannot follow cameras, joining again: {}", group, e.toString());
        pause();
      } catch (RuntimeException e) {
        health = Health.down("stopped: " + e);
        LOG.error("{}: stopped", group, e);
        break;
      }
    }
    closeAll(List.copyOf(partitions.keySet()));
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Properties properties = kafka.consumer(group, group);
    properties.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    if (kafka.instance() != null) {
      properties.putIfAbsent("group.instance.id", kafka.member(group));
    }
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private void follow(KafkaConsumer<String, byte[]> consumer) {
    consumer.subscribe(List.of(kafka.topics().name(Topics.CAMERAS)), new Rebalance(consumer));
    while (!closing) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        take(record);
      }
      for (TopicPartition at : consumer.assignment()) {
        AssignedPartition assigned = partitions.get(at.partition());
        if (assigned != null) {
          assigned.read(consumer.position(at));
        }
      }
      health = Health.up();
    }
    closeAll(List.copyOf(partitions.keySet()));
    consumer.close(
        CloseOptions.timeout(CLOSE_TIMEOUT)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    AssignedPartition assigned = partitions.get(record.partition());
    if (assigned == null) {
      return;
    }
    try {
      Camera camera = cameras.deserialize(record.topic(), record.value());
      if (camera != null && camera.getSite().equals(context.site().name())) {
        assigned.take(camera);
      }
    } catch (SerializationException e) {
      context.metrics().counter("sightline.ingest.cameras.unreadable").increment();
      LOG.error(
          "{}-{} at {}: not a camera, left out: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  /** Starts and stops with ownership, inside {@code poll}. */
  private final class Rebalance implements ConsumerRebalanceListener {
    private final KafkaConsumer<String, byte[]> consumer;

    Rebalance(KafkaConsumer<String, byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      consumer.seekToBeginning(assigned);
      Map<TopicPartition, Long> ends = consumer.endOffsets(assigned);
      for (TopicPartition at : assigned) {
        partitions.computeIfAbsent(
            at.partition(), p -> new AssignedPartition(p, ends.getOrDefault(at, 0L), context));
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      closeAll(revoked.stream().map(TopicPartition::partition).toList());
    }
  }

  /** All at once: each may take some seconds. */
  private void closeAll(Collection<Integer> numbers) {
    numbers.parallelStream().map(partitions::remove).forEach(CameraAssignment::close);
  }

  private static void close(@Nullable AssignedPartition assigned) {
    if (assigned != null) {
      assigned.close();
    }
  }

  private void pause() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  Health health() {
    for (AssignedPartition assigned : partitions.values()) {
      Health one = assigned.health();
      if (one.state() != Health.State.UP) {
        return one;
      }
    }
    return health;
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
