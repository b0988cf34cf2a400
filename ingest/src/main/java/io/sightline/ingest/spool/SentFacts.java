package io.sightline.ingest.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks up what became of facts that were sent: once as they lie, and once as readers at {@code
 * read_committed} see them.
 */
final class SentFacts implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final Duration patience;
  private final KafkaConsumer<byte[], byte[]> lying;
  private final KafkaConsumer<byte[], byte[]> counting;

  /**
   * @param properties of a consumer; how it is isolated does not matter
   * @param patience for each partition
   */
  SentFacts(Properties properties, Duration patience) {
    this.patience = patience;
    this.lying = consumer(properties, "read_uncommitted");
    this.counting = consumer(properties, "read_committed");
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Properties properties, String isolation) {
    Properties all = new Properties();
    all.putAll(properties);
    all.remove("group.id");
    all.remove("group.instance.id");
    all.put("client.id", properties.getProperty("client.id", "sent") + "-" + isolation);
    all.put("isolation.level", isolation);
    all.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Waits until all transactions are decided that have anything before the end of these partitions
   * as it is now.
   *
   * @throws org.apache.kafka.common.KafkaException if one is still open when patience is over
   */
  void awaitDecided(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = lying.endOffsets(partitions, patience);
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Map<TopicPartition, Long> decided = counting.endOffsets(partitions, patience);
      Optional<TopicPartition> open =
          partitions.stream().filter(p -> at(decided, p) < at(ends, p)).findFirst();
      if (open.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            ("%s: a transaction is open from %d on, expected none before %d after %d s;"
                    + " kafka-transactions.sh find-hanging names one that nobody will end")
                .formatted(
                    open.get(),
                    at(decided, open.get()),
                    at(ends, open.get()),
                    patience.toSeconds()));
      }
      sleep();
    }
  }

  private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return offsets.getOrDefault(partition, 0L);
  }

  private static void sleep() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /**
   * Which facts do not count.
   *
   * @param topics what each fact's topic is called on the broker
   * @param places where each was sent to
   * @throws org.apache.kafka.common.KafkaException if that cannot be found out for now
   */
  SortedSet<Integer> missing(List<String> topics, List<Fact> facts, List<Place> places) {
    Map<TopicPartition, SortedMap<Long, Integer>> sent = new HashMap<>();
    for (int i = 0; i < facts.size(); i++) {
      TopicPartition partition = new TopicPartition(topics.get(i), places.get(i).partition());
      sent.computeIfAbsent(partition, p -> new TreeMap<>()).put(places.get(i).offset(), i);
    }
    awaitDecided(sent.keySet());
    SortedSet<Integer> missing = new TreeSet<>();
    sent.forEach((partition, indices) -> look(partition, indices, facts, missing));
    return missing;
  }

  private void look(
      TopicPartition partition,
      SortedMap<Long, Integer> indices,
      List<Fact> facts,
      SortedSet<Integer> missing) {
    List<TopicPartition> one = List.of(partition);
    long begin = at(lying.beginningOffsets(one, patience), partition);
    long end = at(lying.endOffsets(one, patience), partition);
    long first = Math.max(begin, indices.firstKey());
    long next = Math.min(end, indices.lastKey() + 1);
    var lie = read(lying, partition, first, next);
    var count = read(counting, partition, first, next);
    indices.forEach(
        (offset, index) -> {
          ConsumerRecord<byte[], byte[]> there = lie.get(offset);
          boolean aborted = there != null && !count.containsKey(offset);
          boolean another = there != null && !is(there, facts.get(index));
          if (offset >= end || aborted || another) {
            missing.add(index);
          }
        });
  }

  private static boolean is(ConsumerRecord<byte[], byte[]> record, Fact fact) {
    return Arrays.equals(record.key(), fact.key().getBytes(UTF_8))
        && Arrays.equals(record.value(), fact.value());
  }

  private Map<Long, ConsumerRecord<byte[], byte[]>> read(
      KafkaConsumer<byte[], byte[]> from, TopicPartition partition, long first, long next) {
    Map<Long, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
    if (first >= next) {
      return found;
    }
    long deadline = System.nanoTime() + patience.toNanos();
    from.assign(List.of(partition));
    from.seek(partition, first);
    while (from.position(partition, patience) < next) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            "%s: read to %d in %d s, expected to read to %d"
                .formatted(partition, from.position(partition), patience.toSeconds(), next));
      }
      from.poll(POLL).forEach(record -> found.put(record.offset(), record));
    }
    return found;
  }

  @Override
  public void close() {
    lying.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    counting.close(CloseOptions.timeout(CLOSE_TIMEOUT));
  }
}
