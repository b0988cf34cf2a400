package io.sightline.standalone.scripted;

import io.sightline.runtime.KafkaSettings;
import io.sightline.standalone.registry.EmbeddedRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What a registry keeps on its topic, to be given to another one: records name their schema by its
 * id, and mean nothing where that id is another schema's.
 */
public final class SchemaCopy {
  static final SchemaCopy NONE = new SchemaCopy(List.of());

  private static final TopicPartition PLACE = new TopicPartition(EmbeddedRegistry.TOPIC, 0);
  private static final Duration POLL = Duration.ofMillis(200);

  private final List<ProducerRecord<String, String>> entries;

  private SchemaCopy(List<ProducerRecord<String, String>> entries) {
    this.entries = List.copyOf(entries);
  }

  public static SchemaCopy of(KafkaSettings kafka) {
    Properties properties = kafka.consumer("schema-copy", "schema-copy");
    properties.remove("group.id");
    properties.remove("group.instance.id");
    List<ProducerRecord<String, String>> all = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(PLACE));
      consumer.seekToBeginning(List.of(PLACE));
      long end = consumer.endOffsets(List.of(PLACE)).getOrDefault(PLACE, 0L);
      while (consumer.position(PLACE) < end) {
        consumer
            .poll(POLL)
            .forEach(r -> all.add(new ProducerRecord<>(PLACE.topic(), r.key(), r.value())));
      }
    }
    return new SchemaCopy(all);
  }

  /** Before a registry reads them. */
  void write(String bootstrapServers) throws InterruptedException, ExecutionException {
    if (entries.isEmpty()) {
      return;
    }
    Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
    try (Admin admin = Admin.create(client);
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      NewTopic topic =
          new NewTopic(PLACE.topic(), 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
      admin.createTopics(List.of(topic)).all().get();
      entries.forEach(producer::send);
    }
  }
}
