package io.sightline.e2e.cluster;

import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.broker.BrokerSettings;
import io.sightline.standalone.broker.EmbeddedBroker;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.registry.EmbeddedRegistry;
import io.sightline.standalone.topics.TopicService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker and registry with all topics, each of one partition, and a producer to them. */
public final class Cluster implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final KafkaSettings kafka;
  private final KafkaProducer<String, byte[]> producer;
  private final Serializer<SpecificRecord> serializer;

  private Cluster(EmbeddedBroker broker) throws Exception {
    EmbeddedRegistry registry =
        started(new EmbeddedRegistry(broker::bootstrapServers, "127.0.0.1", 0));
    Map<String, String> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
    kafka = new KafkaSettings(new Topics("sightline"), 1, 1, properties, registry.url());
    started(new TopicService(kafka));
    serializer = AvroSerdes.serializer(kafka);
    producer =
        new KafkaProducer<>(
            kafka.transactionalProducer("test", "test"),
            new StringSerializer(),
            new ByteArraySerializer());
    open.push(producer);
    producer.initTransactions();
  }

  /**
   * @param folder of the broker's data
   */
  public static Cluster start(Path folder) throws Exception {
    EmbeddedBroker broker = new EmbeddedBroker(BrokerSettings.local(folder));
    broker.start();
    Cluster cluster = on(broker);
    cluster.open.addLast(broker);
    return cluster;
  }

  /** With what a broker has already; it is not closed with the cluster. */
  public static Cluster on(EmbeddedBroker broker) throws Exception {
    return new Cluster(broker);
  }

  /** Starts a service, which is closed with the cluster. */
  public <S extends Service> S started(S service) throws Exception {
    open.push(service);
    service.start();
    return service;
  }

  public KafkaSettings kafka() {
    return kafka;
  }

  public String bootstrapServers() {
    return Objects.requireNonNull(kafka.properties().get("bootstrap.servers"));
  }

  /** Publishes a record in a transaction of its own. */
  public void send(Topic<?> topic, String key, SpecificRecord value) {
    send(topic, key, serializer.serialize(kafka.topics().name(topic), value));
  }

  /** Publishes bytes as they are. */
  public void send(Topic<?> topic, String key, byte[] value) {
    producer.beginTransaction();
    write(topic, key, value);
    producer.commitTransaction();
  }

  /** Publishes a record in a transaction that is aborted. */
  public void sendAndAbort(Topic<?> topic, String key, SpecificRecord value) {
    producer.beginTransaction();
    write(topic, key, serializer.serialize(kafka.topics().name(topic), value));
    producer.flush();
    producer.abortTransaction();
  }

  private void write(Topic<?> topic, String key, byte[] value) {
    var unused = producer.send(new ProducerRecord<>(kafka.topics().name(topic), key, value));
  }

  /** All committed values of a topic as it is now. */
  public <V extends SpecificRecord> List<V> values(Topic<V> topic) {
    return TopicRecords.committed(kafka, topic).stream().map(ConsumerRecord::value).toList();
  }

  /** All committed records of a topic as it is now, as bytes. */
  public List<ConsumerRecord<byte[], byte[]>> raw(Topic<?> topic) {
    Properties properties = kafka.consumer("raw", "raw");
    TopicPartition partition = new TopicPartition(kafka.topics().name(topic), 0);
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(POLL).forEach(all::add);
      }
    }
    return all;
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
