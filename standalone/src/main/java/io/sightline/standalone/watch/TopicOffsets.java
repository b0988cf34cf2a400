package io.sightline.standalone.watch;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The end of each topic's log on the broker: records and transaction markers. */
final class TopicOffsets {
  private final KafkaSettings kafka;
  private Map<String, Long> ends = Map.of();

  TopicOffsets(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** To be called while the broker runs. */
  synchronized void read() {
    Properties properties = kafka.consumer("offsets", "offsets");
    properties.remove("group.id");
    properties.remove("group.instance.id");
    Map<String, Long> found = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      for (Topic<?> topic : Topics.ALL) {
        String name = kafka.topics().name(topic);
        List<TopicPartition> partitions =
            consumer.partitionsFor(name).stream()
                .map(info -> new TopicPartition(name, info.partition()))
                .toList();
        long end =
            consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
        found.put(name, end);
      }
    }
    ends = found;
  }

  synchronized String table() {
    StringBuilder table = new StringBuilder();
    ends.forEach(
        (name, end) -> table.append(String.format(Locale.ROOT, "%-28s %8d offsets%n", name, end)));
    return table.toString();
  }
}
