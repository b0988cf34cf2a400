package io.sightline.e2e.disaster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Whether a second cluster has all that a first one has, and knows where groups stand. */
final class Mirrored {
  private static final Duration POLL = Duration.ofMillis(200);

  private static final List<String> GROUPS =
      List.of("sightline.alerting", "sightline.alerting-delivery-pager");

  private Mirrored() {}

  static void check(String first, String second) throws Exception {
    for (String group : GROUPS) {
      assertThat(behind(first, group)).as(group + " where it was").containsOnly(0L);
      assertThat(behind(second, group)).as(group).containsOnly(0L);
    }
    assertThat(records(second)).isEqualTo(records(first));
  }

  /** Of the one partition that the topics here have; what has none is left out. */
  private static Map<String, List<String>> records(String cluster) {
    Map<String, List<String>> all = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(cluster)) {
      List<TopicPartition> places =
          consumer.listTopics().keySet().stream()
              .filter(name -> name.startsWith("sightline.") || name.equals("_schemas"))
              .map(name -> new TopicPartition(name, 0))
              .toList();
      consumer.assign(places);
      consumer.seekToBeginning(places);
      Map<TopicPartition, Long> ends = consumer.endOffsets(places);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
          all.computeIfAbsent(each.topic(), topic -> new ArrayList<>())
              .add(text(each.key()) + "=" + text(each.value()));
        }
      }
    }
    return all;
  }

  /** Records from where a group stands to the end, by partition. */
  private static List<Long> behind(String cluster, String group) throws Exception {
    List<Long> behind = new ArrayList<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster));
        KafkaConsumer<byte[], byte[]> consumer = consumer(cluster)) {
      Map<TopicPartition, OffsetAndMetadata> stands =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      for (Map.Entry<TopicPartition, OffsetAndMetadata> each : stands.entrySet()) {
        consumer.assign(List.of(each.getKey()));
        consumer.seek(each.getKey(), each.getValue().offset());
        behind.add((long) consumer.poll(POLL).count());
      }
    }
    return behind;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String cluster) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", cluster, "isolation.level", "read_committed");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
