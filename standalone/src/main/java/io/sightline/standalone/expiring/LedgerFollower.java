package io.sightline.standalone.expiring;

import io.sightline.avro.Expiry;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the ledger and the ends of clips as they are committed, from where they are now. */
public final class LedgerFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  /**
   * An entry of the ledger.
   *
   * @param seen when it could be read
   */
  public record Gone(String id, Instant deadline, Instant deleted, Instant seen) {
    /** From the deadline until it could be read. */
    public Duration lag() {
      return Duration.between(deadline, seen);
    }
  }

  private final KafkaConsumer<String, byte[]> consumer;
  private final Deserializer<Expiry> entries;
  private final InstantSource clock;
  private final String clips;
  private final Thread thread;
  private final List<Gone> gone = new ArrayList<>();
  private final AtomicInteger tombstones = new AtomicInteger();
  private volatile boolean closing;

  public LedgerFollower(KafkaSettings kafka, InstantSource clock) {
    this.clock = clock;
    this.clips = kafka.topics().name(Topics.CLIPS);
    this.entries = AvroSerdes.deserializer(kafka, Topics.EXPIRIES);
    Properties properties = kafka.consumer("follower", "follower");
    properties.remove("group.id");
    properties.remove("group.instance.id");
    this.consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(clips, kafka.topics().name(Topics.EXPIRIES))) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    this.thread = new Thread(this::follow, "ledger-follower");
    thread.setDaemon(true);
    thread.start();
  }

  private void follow() {
    while (!closing) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        if (!record.topic().equals(clips)) {
          add(entries.deserialize(record.topic(), record.value()));
        } else if (record.value() == null) {
          tombstones.incrementAndGet();
        }
      }
    }
    consumer.close();
  }

  private synchronized void add(SpecificRecord value) {
    Expiry entry = (Expiry) value;
    gone.add(
        new Gone(entry.getClipId(), entry.getDeadline(), entry.getDeletedAt(), clock.instant()));
  }

  /** Entries so far, in the order in which they could be read. */
  public synchronized List<Gone> gone() {
    return List.copyOf(gone);
  }

  public synchronized int count() {
    return gone.size();
  }

  public int tombstones() {
    return tombstones.get();
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    thread.join(5000);
  }
}
