package io.sightline.standalone.bench;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts what any subscriber could read by now; to be used by one thread. */
final class TopicCounts implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaSettings kafka;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Long> counts = new HashMap<>();

  TopicCounts(KafkaSettings kafka, List<Topic<?>> topics) {
    this.kafka = kafka;
    Properties properties = kafka.consumer("counts", "counts");
    properties.remove("group.id");
    properties.put("max.poll.records", "5000");
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> all = new ArrayList<>();
    for (Topic<?> topic : topics) {
      consumer
          .partitionsFor(kafka.topics().name(topic))
          .forEach(p -> all.add(new TopicPartition(p.topic(), p.partition())));
    }
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /** Returns when a topic has so many records since its beginning. */
  void await(Topic<?> topic, long records, Duration atMost) throws IOException {
    String name = kafka.topics().name(topic);
    long end = System.nanoTime() + atMost.toNanos();
    while (counts.getOrDefault(name, 0L) < records) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "%s has %d records after %s: expected %d"
                .formatted(name, counts.getOrDefault(name, 0L), atMost, records));
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        counts.merge(record.topic(), 1L, Long::sum);
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
