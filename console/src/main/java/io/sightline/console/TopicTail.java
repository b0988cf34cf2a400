package io.sightline.console;

import io.sightline.runtime.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All partitions of some topics, read from given positions on and never to an end. Belongs to no
 * group, so that each console sees everything. For one thread.
 */
final class TopicTail implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(250);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;

  /**
   * @param consumer closed with this
   * @param positions where to go on; partitions not in it are read from their beginning
   * @throws org.apache.kafka.common.KafkaException if the broker is away or a topic is not there
   */
  TopicTail(
      Consumer<byte[], byte[]> consumer, List<String> topics, Map<TopicPartition, Long> positions) {
    this.consumer = consumer;
    try {
      List<TopicPartition> partitions = partitions(topics);
      consumer.assign(partitions);
      for (TopicPartition partition : partitions) {
        Long position = positions.get(partition);
        if (position == null) {
          consumer.seekToBeginning(List.of(partition));
        } else {
          consumer.seek(partition, position);
        }
      }
      ends = consumer.endOffsets(partitions, ANSWER_WITHIN);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** A consumer that sees committed records only and creates no topic. */
  static Consumer<byte[], byte[]> consumer(KafkaSettings kafka, String clientId) {
    Properties properties = kafka.consumer(clientId, "console");
    properties.remove("group.id");
    properties.remove("group.instance.id");
    properties.put("isolation.level", "read_committed");
    properties.put("auto.offset.reset", "earliest");
    properties.put("allow.auto.create.topics", "false");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private List<TopicPartition> partitions(List<String> topics) {
    List<TopicPartition> all = new ArrayList<>();
    for (String name : topics) {
      int before = all.size();
      consumer
          .partitionsFor(name, ANSWER_WITHIN)
          .forEach(info -> all.add(new TopicPartition(name, info.partition())));
      if (all.size() == before) {
        throw new UnknownTopicOrPartitionException("topic " + name + " is not there yet");
      }
    }
    return all;
  }

  /** What has come, in order within each partition; waits a moment for something. */
  Iterable<ConsumerRecord<byte[], byte[]>> poll() {
    return consumer.poll(POLL);
  }

  /** True once all that was there when this began has been polled. */
  boolean isPastStart() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), ANSWER_WITHIN) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
  }
}
