package io.sightline.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class MergedLogTest {
  private static final TopicPartition ONE = new TopicPartition("t.frames", 0);
  private static final TopicPartition OTHER = new TopicPartition("t.frames", 1);

  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());

  /** Capture times of the records, in seconds, by partition. */
  private MergedLog log(Map<TopicPartition, List<Integer>> seconds) {
    Map<TopicPartition, Long> begins = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    seconds.forEach(
        (partition, times) -> {
          begins.put(partition, 0L);
          ends.put(partition, (long) times.size());
        });
    consumer.updateBeginningOffsets(begins);
    MergedLog log = new MergedLog(consumer, begins, ends, MergedLogTest::entry);
    seconds.forEach(
        (partition, times) -> {
          for (int i = 0; i < times.size(); i++) {
            byte[] value = times.get(i).toString().getBytes(StandardCharsets.UTF_8);
            consumer.addRecord(
                new ConsumerRecord<>(
                    partition.topic(), partition.partition(), i, new byte[0], value));
          }
        });
    return log;
  }

  private static Entry entry(ConsumerRecord<byte[], byte[]> raw) {
    long second = Long.parseLong(new String(raw.value(), StandardCharsets.UTF_8));
    return new Entry(raw, Topics.FRAMES, null, Instant.ofEpochSecond(second), true);
  }

  private static List<String> all(MergedLog log) {
    List<String> order = new ArrayList<>();
    for (Entry head = log.peek(); head != null; head = log.peek()) {
      Entry taken = log.take();
      assertThat(taken).isSameAs(head);
      order.add(taken.raw().partition() + "@" + taken.captured().getEpochSecond());
    }
    return order;
  }

  @Test
  void partitions_areMergedByCaptureTimeAndKeepTheirOwnOrder() {
    MergedLog log = log(Map.of(ONE, List.of(1, 4, 3, 9), OTHER, List.of(2, 5)));

    assertThat(all(log)).containsExactly("0@1", "1@2", "0@4", "0@3", "1@5", "0@9");
  }

  @Test
  void next_isBehindWhatWasTakenAndNothingElse() {
    MergedLog log = log(Map.of(ONE, List.of(1, 4), OTHER, List.of(2, 5)));
    assertThat(log.peek()).isNotNull();
    log.take();
    assertThat(log.peek()).isNotNull();
    log.take();

    assertThat(log.next())
        .containsEntry(ONE, new OffsetAndMetadata(1))
        .containsEntry(OTHER, new OffsetAndMetadata(1));
    all(log);
    assertThat(log.next())
        .containsEntry(ONE, new OffsetAndMetadata(2))
        .containsEntry(OTHER, new OffsetAndMetadata(2));
  }

  @Test
  void emptyPartition_holdsNobodyUp() {
    assertThat(all(log(Map.of(ONE, List.of(1, 2), OTHER, List.of()))))
        .containsExactly("0@1", "0@2");
  }

  @Test
  void longPartition_isReadAheadBoundedlyAndToItsEnd() {
    List<Integer> many = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      many.add(i);
    }
    assertThat(all(log(Map.of(ONE, many, OTHER, List.of(4999))))).hasSize(5001);
  }
}
