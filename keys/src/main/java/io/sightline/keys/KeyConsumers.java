package io.sightline.keys;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Consumers of the topic without a group, for it is read as a whole. */
final class KeyConsumers {
  private static final String API_TIMEOUT_MILLIS = "10000";

  private KeyConsumers() {}

  /**
   * @param isolation Kafka's word for it
   */
  static KafkaConsumer<String, byte[]> open(KafkaSettings kafka, String client, String isolation) {
    Properties properties = kafka.consumer(client, client);
    properties.remove("group.id");
    properties.remove("group.instance.id");
    properties.put("isolation.level", isolation);
    properties.put("allow.auto.create.topics", "false");
    properties.put("default.api.timeout.ms", API_TIMEOUT_MILLIS);
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, KafkaSettings kafka) {
    String topic = kafka.topics().name(Topics.KEYS);
    List<PartitionInfo> infos = consumer.partitionsFor(topic);
    if (infos == null || infos.isEmpty()) {
      throw new KafkaException("there is no topic " + topic + ": make it with 'topics create'");
    }
    return infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }
}
