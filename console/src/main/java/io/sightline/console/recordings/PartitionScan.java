package io.sightline.console.recordings;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads a part of one partition: from a time on, to its end or until it is enough. */
final class PartitionScan implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final int MOST_RECORDS = 1_000_000;
  private static final int MOST_EMPTY_POLLS = 40;

  private final Consumer<byte[], byte[]> consumer;
  private int unreadable;

  /** Takes a value that is wanted; false: it is enough. */
  interface Taker {
    boolean take(String topic, byte[] value);
  }

  /**
   * @param consumer closed with this
   */
  PartitionScan(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * Reads the partition in which a key lies.
   *
   * @param published no record that was published before is looked at
   * @param wanted by key
   * @return false if there was too much to be looked at, or something could not be read
   */
  boolean scan(String topic, String key, Instant published, Predicate<String> wanted, Taker taker) {
    int partitions = consumer.partitionsFor(topic, ANSWER_WITHIN).size();
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    TopicPartition partition =
        new TopicPartition(topic, BuiltInPartitioner.partitionForKey(bytes, partitions));
    consumer.assign(List.of(partition));
    OffsetAndTimestamp begin = begin(partition, published);
    if (begin == null) {
      return true;
    }
    long end = consumer.endOffsets(List.of(partition), ANSWER_WITHIN).getOrDefault(partition, 0L);
    consumer.seek(partition, begin.offset());
    unreadable = 0;
    int looked = 0;
    int empty = 0;
    while (consumer.position(partition, ANSWER_WITHIN) < end) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      empty = records.isEmpty() ? empty + 1 : 0;
      if (empty > MOST_EMPTY_POLLS) {
        throw new TimeoutException(partition + ": nothing came for a while");
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        looked++;
        if (isWanted(record, wanted) && !taken(record, taker)) {
          return unreadable == 0;
        }
      }
      if (looked >= MOST_RECORDS) {
        return false;
      }
    }
    return unreadable == 0;
  }

  private @Nullable OffsetAndTimestamp begin(TopicPartition partition, Instant published) {
    long millis = Math.max(0, published.toEpochMilli());
    return consumer.offsetsForTimes(Map.of(partition, millis), ANSWER_WITHIN).get(partition);
  }

  private static boolean isWanted(ConsumerRecord<byte[], byte[]> record, Predicate<String> wanted) {
    return record.key() != null
        && record.value() != null
        && wanted.test(new String(record.key(), StandardCharsets.UTF_8));
  }

  private boolean taken(ConsumerRecord<byte[], byte[]> record, Taker taker) {
    try {
      return taker.take(record.topic(), record.value());
    } catch (SerializationException e) {
      unreadable++;
      return true;
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
  }
}
