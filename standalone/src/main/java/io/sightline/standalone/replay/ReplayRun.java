package io.sightline.standalone.replay;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topic.Keep;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** A span of topics, record by record in the order of capture time, to a target. */
public final class ReplayRun {
  /** A record is published after it was captured, by clocks that may differ by this much. */
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

  static final int MOST_AT_ONCE = 1000;
  private static final Duration LONGEST_SLEEP = Duration.ofMillis(100);

  /**
   * What came of it.
   *
   * @param read records looked at
   * @param written those that were taken
   */
  public record Result(long read, long written) {}

  private final Consumer<byte[], byte[]> consumer;
  private final EntryReader reader;
  private final Span span;
  private final Pace pace;
  private final Map<TopicPartition, Long> begins = new HashMap<>();
  private final Map<TopicPartition, Long> ends;

  /**
   * @param consumer reads committed records
   * @param speed 1: as it was recorded; positive infinity: as fast as it goes
   */
  public ReplayRun(
      KafkaSettings kafka, Consumer<byte[], byte[]> consumer, Span span, double speed) {
    this.consumer = consumer;
    this.span = span;
    this.reader = new EntryReader(kafka, span);
    this.pace = new Pace(speed);
    for (Topic<?> topic : span.topics()) {
      begins.putAll(begins(kafka.topics().name(topic), topic.keep()));
    }
    this.ends = consumer.endOffsets(begins.keySet());
    consumer.assign(begins.keySet());
  }

  private Map<TopicPartition, Long> begins(String topic, Keep keep) {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic);
    if (partitions == null || partitions.isEmpty()) {
      throw new IllegalArgumentException(
          "topic '" + topic + "' is not there: expected one to read");
    }
    List<TopicPartition> all =
        partitions.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
    Map<TopicPartition, Long> begins = new HashMap<>(consumer.beginningOffsets(all));
    if (span.from() != null && keep != Keep.FOR_EVER) {
      begins.putAll(publishedSince(all, span.from().minus(CLOCKS_DIFFER)));
    }
    return begins;
  }

  private Map<TopicPartition, Long> publishedSince(List<TopicPartition> all, Instant from) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(all);
    Map<TopicPartition, OffsetAndTimestamp> found =
        consumer.offsetsForTimes(
            all.stream().collect(Collectors.toMap(p -> p, p -> from.toEpochMilli())));
    Map<TopicPartition, Long> since = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          OffsetAndTimestamp at = found.get(partition);
          since.put(partition, at == null ? end : Long.valueOf(at.offset()));
        });
    return since;
  }

  /** Offsets from the begin to the end, for a progress bar. */
  public long size() {
    return begins.entrySet().stream()
        .mapToLong(e -> Math.max(0, ends.getOrDefault(e.getKey(), 0L) - e.getValue()))
        .sum();
  }

  /** Goes on where the target was when it was broken off; the target is not closed. */
  Result to(Target target, LongConsumer progress) throws IOException, InterruptedException {
    return to(target, MOST_AT_ONCE, progress);
  }

  /**
   * The same, with fewer records in a transaction.
   *
   * @param atOnce most records that are handed to the target together
   */
  Result to(Target target, int atOnce, LongConsumer progress)
      throws IOException, InterruptedException {
    target
        .reached()
        .forEach((p, offset) -> begins.computeIfPresent(p, (k, b) -> Math.max(b, offset)));
    MergedLog log = new MergedLog(consumer, begins, ends, reader::read);
    List<Entry> batch = new ArrayList<>();
    long read = 0;
    long written = 0;
    for (Entry head = log.peek(); head != null; head = log.peek()) {
      if (head.taken() && !isDue(head)) {
        flush(target, batch, log);
        await(head);
      }
      Entry entry = log.take();
      read++;
      if (entry.taken()) {
        batch.add(entry);
        written++;
      }
      if (batch.size() == atOnce) {
        flush(target, batch, log);
        progress.accept(read);
      }
    }
    target.write(batch, log.next());
    progress.accept(read);
    return new Result(read, written);
  }

  private void flush(Target target, List<Entry> batch, MergedLog log)
      throws IOException, InterruptedException {
    if (!batch.isEmpty()) {
      target.write(batch, log.next());
      batch.clear();
    }
  }

  private boolean isDue(Entry entry) {
    return pace.until(entry.captured(), System.nanoTime()).toNanos() <= 0;
  }

  /** The consumer is in no group that would miss it. */
  private void await(Entry entry) throws InterruptedException {
    for (Duration wait = pace.until(entry.captured(), System.nanoTime());
        wait.toNanos() > 0;
        wait = pace.until(entry.captured(), System.nanoTime())) {
      Thread.sleep(Math.max(1, Math.min(wait.toMillis(), LONGEST_SLEEP.toMillis())));
    }
  }
}
