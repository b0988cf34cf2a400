package io.sightline.standalone.bench;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's own consumer and producer and nothing between them, in transactions of the same size as a
 * replay's: what a replay is compared with. Nothing is looked at and nothing put in order.
 */
record BareCopy(KafkaSettings kafka, Topic<?> topic) {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int AT_ONCE = 1000;

  record Result(long records, double seconds) {}

  Result run(KafkaSettings to) {
    Properties reading = kafka.consumer("bare", "bare");
    reading.put("max.poll.records", "" + AT_ONCE);
    Properties writing = to.transactionalProducer("bare", "bare");
    writing.put("linger.ms", "5");
    writing.put("batch.size", "65536");
    long began = System.nanoTime();
    long records = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      List<TopicPartition> partitions =
          consumer.partitionsFor(kafka.topics().name(topic)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        if (!polled.isEmpty()) {
          copy(polled, to, producer, consumer);
          records += polled.count();
        }
      }
    }
    return new Result(records, (System.nanoTime() - began) / 1e9);
  }

  private void copy(
      ConsumerRecords<byte[], byte[]> polled,
      KafkaSettings to,
      KafkaProducer<byte[], byte[]> producer,
      KafkaConsumer<byte[], byte[]> consumer) {
    producer.beginTransaction();
    for (ConsumerRecord<byte[], byte[]> r : polled) {
      var unused =
          producer.send(
              new ProducerRecord<>(
                  to.topics().name(topic), r.partition(), r.timestamp(), r.key(), r.value()));
    }
    producer.sendOffsetsToTransaction(polled.nextOffsets(), consumer.groupMetadata());
    producer.commitTransaction();
  }
}
