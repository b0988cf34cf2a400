package io.sightline.standalone.registry;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic that keeps the registry's entries. One process writes it: the one with the broker. */
final class SchemaLog implements AutoCloseable {
  static final String TOPIC = "_schemas";

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Map<String, Object> client;
  private final KafkaProducer<String, String> producer;

  private SchemaLog(Map<String, Object> client) {
    this.client = client;
    Map<String, Object> writing = new HashMap<>(client);
    writing.put("acks", "all");
    writing.put("delivery.timeout.ms", (int) LIMIT.toMillis());
    writing.put("request.timeout.ms", (int) LIMIT.toMillis());
    writing.put("linger.ms", 0);
    writing.put("max.block.ms", LIMIT.toMillis());
    this.producer = new KafkaProducer<>(writing, new StringSerializer(), new StringSerializer());
  }

  /** Opens the topic, making it if it is absent. */
  static SchemaLog open(Map<String, ?> cluster, int replicationFactor) throws InterruptedException {
    Map<String, Object> client = new HashMap<>(cluster);
    client.putIfAbsent("client.id", "schema-registry");
    create(client, (short) replicationFactor);
    return new SchemaLog(client);
  }

  private static void create(Map<String, Object> client, short replicationFactor)
      throws InterruptedException {
    NewTopic topic = new NewTopic(TOPIC, 1, replicationFactor);
    topic.configs(Map.of("cleanup.policy", "compact", "flush.messages", "1"));
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException("cannot make topic " + TOPIC + ": " + e.getCause(), e.getCause());
      }
    }
  }

  /** Gives every entry to the reader, in order, up to the end of the topic as it is now. */
  void replay(Consumer<Entry> reader) {
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    try (var consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(Set.of(partition));
      consumer.seekToBeginning(Set.of(partition));
      long end = consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          EntryFormat.read(record.key(), record.value()).ifPresent(reader);
        }
      }
    }
  }

  /** Returns when the entry is on disk. */
  void append(Entry entry) throws Refusal {
    ProducerRecord<String, String> record =
        new ProducerRecord<>(TOPIC, EntryFormat.key(entry), EntryFormat.value(entry));
    try {
      producer.send(record).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.storeFailed("interrupted");
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw Refusal.storeFailed(e.toString());
    }
  }

  @Override
  public void close() {
    producer.close(LIMIT);
  }
}
