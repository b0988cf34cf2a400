package io.sightline.standalone.bench;

import io.sightline.runtime.KafkaSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's own producer and consumer with nothing behind them, configured as the pipeline's are. */
final class BareClients {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long LOOK_MILLIS = 50;
  private static final int LOOK_EVERY = 1000;

  /**
   * @param records that were written, or read
   * @param failed sends that were refused or not acknowledged in time
   */
  record Result(long records, long failed, double seconds) {
    long perSecond() {
      return Math.round(records / seconds);
    }
  }

  private final KafkaSettings kafka;
  private final byte[] value;
  private final int records;
  private final Duration atMost;

  /**
   * @param value of every record
   * @param atMost for either of them; what is not done by then does not count
   */
  BareClients(KafkaSettings kafka, byte[] value, int records, Duration atMost) {
    this.kafka = kafka;
    this.value = value.clone();
    this.records = records;
    this.atMost = atMost;
  }

  private String topic() {
    return kafka.topics().prefix() + ".bare";
  }

  /** Makes the topic, and returns when each partition has a leader. */
  void prepare() throws IOException, InterruptedException, ExecutionException {
    long end = System.nanoTime() + atMost.toNanos();
    try (Admin admin = Admin.create(kafka.admin("bare"))) {
      admin
          .createTopics(
              List.of(new NewTopic(topic(), kafka.partitions(), (short) kafka.replicationFactor())))
          .all()
          .get();
      while (led(admin) < kafka.partitions()) {
        if (System.nanoTime() > end) {
          throw new IOException(
              "%d of %d partitions of %s have a leader after %s"
                  .formatted(led(admin), kafka.partitions(), topic(), atMost));
        }
        Thread.sleep(LOOK_MILLIS);
      }
    }
  }

  private long led(Admin admin) throws InterruptedException, ExecutionException {
    try {
      return admin.describeTopics(List.of(topic())).allTopicNames().get().values().stream()
          .flatMap(found -> found.partitions().stream())
          .map(TopicPartitionInfo::leader)
          .filter(leader -> leader != null && !leader.isEmpty())
          .count();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return 0; // It is made, and the broker does not know it yet.
      }
      throw e;
    }
  }

  /** All acknowledged by all replicas. */
  Result produce() {
    Properties properties = kafka.producer("bare");
    properties.put("linger.ms", "5");
    properties.put("batch.size", "65536");
    properties.put("delivery.timeout.ms", Long.toString(atMost.toMillis()));
    properties.put("request.timeout.ms", Long.toString(atMost.toMillis() / 2));
    properties.put("max.block.ms", Long.toString(atMost.toMillis() / 2));
    AtomicLong acknowledged = new AtomicLong();
    AtomicLong failed = new AtomicLong();
    long began = System.nanoTime();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < records && !(i % LOOK_EVERY == 0 && isOver(began)); i++) {
        var unused =
            producer.send(
                new ProducerRecord<>(topic(), i % kafka.partitions(), null, value),
                (place, e) -> (e == null ? acknowledged : failed).incrementAndGet());
      }
      producer.flush();
    }
    return new Result(acknowledged.get(), failed.get(), secondsSince(began));
  }

  /** From the beginning, as far as was produced. */
  Result consume(long produced) {
    Properties properties = kafka.consumer("bare", "bare");
    properties.put("max.poll.records", "2000");
    long began = System.nanoTime();
    long read = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      while (read < produced && !isOver(began)) {
        read += consumer.poll(POLL).count();
      }
    }
    return new Result(read, 0, secondsSince(began));
  }

  private boolean isOver(long began) {
    return System.nanoTime() - began > atMost.toNanos();
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
