package io.sightline.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Cuts what a poll returned into batches within the limits. */
final class LoopBatches {
  private LoopBatches() {}

  /**
   * Some records in the order in which they came.
   *
   * @param next offsets to commit with the batch
   */
  record Batch(
      List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, OffsetAndMetadata> next) {

    /** Where to begin again to get the batch once more. */
    Map<TopicPartition, Long> first() {
      Map<TopicPartition, Long> first = new HashMap<>();
      records.forEach(record -> first.putIfAbsent(partition(record), record.offset()));
      return first;
    }
  }

  static List<Batch> of(ConsumerRecords<byte[], byte[]> polled, LoopLimits limits) {
    List<Batch> batches = new ArrayList<>();
    List<ConsumerRecord<byte[], byte[]>> open = new ArrayList<>();
    long bytes = 0;
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      boolean full = open.size() == limits.maxRecords() || bytes + size(record) > limits.maxBytes();
      if (full && !open.isEmpty()) {
        batches.add(batch(open));
        open = new ArrayList<>();
        bytes = 0;
      }
      open.add(record);
      bytes += size(record);
    }
    if (!open.isEmpty()) {
      // The consumer's own offsets skip the transaction markers behind the last record.
      Batch last = batch(open);
      last.next().putAll(polled.nextOffsets());
      batches.add(last);
    }
    return batches;
  }

  private static Batch batch(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      next.put(
          partition(record), new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
    }
    return new Batch(List.copyOf(records), next);
  }

  private static long size(ConsumerRecord<byte[], byte[]> record) {
    return Math.max(0, record.serializedKeySize())
        + (long) Math.max(0, record.serializedValueSize());
  }

  private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
