package io.sightline.keys;

import io.sightline.avro.MediaKey;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Wraps every key that is under another master key anew, while everything runs. Broken off, the
 * next one goes on, since what is done already is left alone. One at a time: another fences this.
 *
 * <p>A key that is destroyed while it is wrapped anew would come back by that: each batch is looked
 * at again after it is written, and what was destroyed is destroyed once more.
 */
public final class KeyRotation {
  /** Told after each batch. */
  public interface Progress {
    /**
     * @param left keys still under another master key
     */
    void done(long rewrapped, long left);
  }

  /**
   * @param rewrapped keys that are under the current master key now
   * @param destroyedAgain of those, and of earlier ones, what had been destroyed meanwhile
   */
  public record Result(long rewrapped, long destroyedAgain) {}

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int BATCH = 500;

  private final KafkaSettings kafka;
  private final TopicKeys keys;
  private final MasterKeys masters;
  private final String topic;
  private final Deserializer<MediaKey> values;
  private final Serializer<MediaKey> serializer;
  private long rewrapped;
  private long destroyedAgain;

  /**
   * @param keys started
   */
  KeyRotation(KafkaSettings kafka, TopicKeys keys, MasterKeys masters) {
    this.kafka = kafka;
    this.keys = keys;
    this.masters = masters;
    this.topic = kafka.topics().name(Topics.KEYS);
    this.values = AvroSerdes.deserializer(kafka, Topics.KEYS);
    this.serializer = AvroSerdes.serializer(kafka);
  }

  /**
   * @throws IOException a key cannot be unwrapped by any of the master keys, or the broker is away;
   *     what was done before stays done
   */
  public Result run(Progress progress) throws IOException {
    keys.catchUp();
    try (KafkaConsumer<String, byte[]> consumer =
            KeyConsumers.open(kafka, "keys-rotate", "read_committed");
        KafkaProducer<String, byte[]> producer = producer()) {
      producer.initTransactions();
      List<TopicPartition> partitions = KeyConsumers.partitions(consumer, kafka);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
      Map<String, MediaKey> batch = new HashMap<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          take(record, producer, batch);
          if (batch.size() == BATCH) {
            write(producer, batch, progress);
          }
        }
      }
      write(producer, batch, progress);
    } catch (KafkaException e) {
      throw new IOException(topic + ": wrapping anew broke off: " + e.getMessage(), e);
    }
    return new Result(rewrapped, destroyedAgain);
  }

  private KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        kafka.transactionalProducer("keys-rotate", "keys-rotate"),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private void take(
      ConsumerRecord<String, byte[]> record,
      KafkaProducer<String, byte[]> producer,
      Map<String, MediaKey> batch)
      throws IOException {
    if (record.value() == null || record.key() == null) {
      return;
    }
    MediaKey key = values.deserialize(topic, record.value());
    boolean newest = keys.isNewest(record.key(), record.partition(), record.offset());
    if (newest && !key.getMasterKey().equals(masters.currentId())) {
      batch.put(record.key(), masters.wrap(masters.unwrap(key), key));
    } else if (key.getMasterKey().equals(masters.currentId()) && keys.isDestroyed(record.key())) {
      destroy(producer, List.of(record.key())); // by a rotation that was broken off, maybe
    }
  }

  private void write(
      KafkaProducer<String, byte[]> producer, Map<String, MediaKey> batch, Progress progress)
      throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    producer.beginTransaction();
    batch.forEach(
        (id, key) -> {
          var unused =
              producer.send(new ProducerRecord<>(topic, id, serializer.serialize(topic, key)));
        });
    producer.commitTransaction();
    keys.catchUp();
    List<String> back = new ArrayList<>(batch.keySet());
    back.removeIf(id -> !keys.isDestroyed(id));
    destroy(producer, back);
    rewrapped += batch.size();
    batch.clear();
    progress.done(rewrapped, keys.tally().total() - keys.under(masters.currentId()));
  }

  private void destroy(KafkaProducer<String, byte[]> producer, List<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    producer.beginTransaction();
    for (String id : ids) {
      var unused = producer.send(new ProducerRecord<>(topic, id, null));
    }
    producer.commitTransaction();
    destroyedAgain += ids.size();
  }
}
