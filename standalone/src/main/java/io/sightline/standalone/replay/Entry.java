package io.sightline.standalone.replay;

import io.sightline.schemas.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies on the broker, and what is known of it.
 *
 * @param value null: a tombstone, or nobody can read it
 * @param captured by which records of several partitions are put in order
 * @param taken false: it is passed by
 */
public record Entry(
    ConsumerRecord<byte[], byte[]> raw,
    Topic<?> topic,
    @Nullable SpecificRecord value,
    Instant captured,
    boolean taken) {

  TopicPartition partition() {
    return new TopicPartition(raw.topic(), raw.partition());
  }
}
