package io.sightline.standalone.replay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Many partitions as one log: by capture time, and within a partition in its own order. Up to a
 * thousand records of each wait in memory, and what one poll returns.
 */
final class MergedLog {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int ENOUGH = 1000;
  private static final int FEW = 250;

  /** Records of a partition that were read ahead. */
  private static final class Lane {
    final TopicPartition partition;
    final long end;
    final Deque<Entry> waiting = new ArrayDeque<>();
    long read;
    boolean paused;

    Lane(TopicPartition partition, long begin, long end) {
      this.partition = partition;
      this.read = begin;
      this.end = end;
    }

    boolean isRead() {
      return read >= end;
    }

    Entry head() {
      return waiting.element();
    }
  }

  private final Consumer<byte[], byte[]> consumer;
  private final Function<ConsumerRecord<byte[], byte[]>, Entry> reader;
  private final Map<TopicPartition, Lane> lanes = new HashMap<>();
  private final List<Lane> starving = new ArrayList<>();
  private final PriorityQueue<Lane> heads =
      new PriorityQueue<>(
          Comparator.<Lane, java.time.Instant>comparing(lane -> lane.head().captured())
              .thenComparing(lane -> lane.partition.topic())
              .thenComparingInt(lane -> lane.partition.partition()));

  /**
   * @param consumer to be assigned and sought here; each partition has a begin and an end
   */
  MergedLog(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> begins,
      Map<TopicPartition, Long> ends,
      Function<ConsumerRecord<byte[], byte[]>, Entry> reader) {
    this.consumer = consumer;
    this.reader = reader;
    consumer.assign(begins.keySet());
    begins.forEach(
        (partition, begin) -> {
          consumer.seek(partition, begin);
          Lane lane = new Lane(partition, begin, ends.getOrDefault(partition, begin));
          lanes.put(partition, lane);
          starving.add(lane);
        });
  }

  /** The next one, which stays; null at the end. */
  @Nullable Entry peek() {
    feed();
    Lane first = heads.peek();
    return first == null ? null : first.head();
  }

  /** The one that peek has shown. */
  Entry take() {
    Lane lane = heads.remove();
    Entry entry = lane.waiting.remove();
    if (lane.waiting.isEmpty()) {
      starving.add(lane);
    } else {
      heads.add(lane);
    }
    if (lane.paused && lane.waiting.size() < FEW) {
      consumer.resume(List.of(lane.partition));
      lane.paused = false;
    }
    return entry;
  }

  /** Where each partition is to be read on from, after all that was taken. */
  Map<TopicPartition, OffsetAndMetadata> next() {
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    lanes.forEach(
        (partition, lane) -> {
          long offset = lane.waiting.isEmpty() ? lane.read : lane.head().raw().offset();
          next.put(partition, new OffsetAndMetadata(offset));
        });
    return next;
  }

  private void feed() {
    starving.removeIf(this::isServed);
    while (!starving.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> raw : consumer.poll(POLL)) {
        Lane lane =
            Objects.requireNonNull(
                lanes.get(new TopicPartition(raw.topic(), raw.partition())), raw.topic());
        if (raw.offset() < lane.end) {
          lane.waiting.add(reader.apply(raw));
        }
      }
      lanes.values().forEach(this::read);
      starving.removeIf(this::isServed);
    }
  }

  /** The position skips the transaction markers behind the last record. */
  private void read(Lane lane) {
    lane.read = Math.max(lane.read, Math.min(lane.end, consumer.position(lane.partition)));
    boolean enough = lane.isRead() || lane.waiting.size() >= ENOUGH;
    if (enough && !lane.paused) {
      consumer.pause(List.of(lane.partition));
      lane.paused = true;
    }
  }

  private boolean isServed(Lane lane) {
    if (!lane.waiting.isEmpty()) {
      heads.add(lane);
      return true;
    }
    return lane.isRead();
  }
}
