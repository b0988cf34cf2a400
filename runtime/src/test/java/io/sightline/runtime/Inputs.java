package io.sightline.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Activity;
import io.sightline.avro.Decision;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.runtime.TransactionalLoop.Step;
import io.sightline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** What the loop's tests feed: activities go in, a decision for each comes out. */
final class Inputs {
  static final KafkaSettings KAFKA =
      new KafkaSettings(new Topics("test"), 4, 1, Map.of(), "mock://inputs").withInstance("one");
  static final String TOPIC = "test.activity";
  static final byte[] GARBAGE = {1, 2, 3};

  final MeterRegistry metrics = new SimpleMeterRegistry();

  static ConsumerRecord<byte[], byte[]> activity(int partition, long offset, String id) {
    Activity value =
        Activity.newBuilder().setActivityId(id).setRecordId(id).setCamera("front").build();
    return raw(partition, offset, AvroSerdes.<Activity>serializer(KAFKA).serialize(TOPIC, value));
  }

  static ConsumerRecord<byte[], byte[]> raw(int partition, long offset, byte[] value) {
    byte[] key = "front".getBytes(StandardCharsets.UTF_8);
    int size = value == null ? -1 : value.length;
    return new ConsumerRecord<>(
        TOPIC,
        partition,
        offset,
        0L,
        TimestampType.CREATE_TIME,
        key.length,
        size,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  static Output decision(String activity) {
    Decision value =
        Decision.newBuilder()
            .setRecordId(activity)
            .setCamera("front")
            .setActivityId(activity)
            .build();
    return new Output(Topics.DECISIONS, "front", value);
  }

  LoopTransform<Activity> transform(Step<Activity> step, LoopLimits limits) {
    return new LoopTransform<>(
        KAFKA.topics(),
        step,
        AvroSerdes.deserializer(KAFKA, Topics.ACTIVITY),
        AvroSerdes.serializer(KAFKA),
        new DeadLetters("test.dead-letters", "tester", limits.maxRecordBytes(), metrics),
        limits);
  }

  /** Topic and id of each, as {@code decisions:a1}; the source offset for a dead letter. */
  static List<String> summary(List<ProducerRecord<byte[], byte[]>> records) {
    var decisions = AvroSerdes.deserializer(KAFKA, Topics.DECISIONS);
    return records.stream()
        .map(
            record ->
                record.topic().endsWith("dead-letters")
                    ? "dead:" + header(record, "offset")
                    : "decision:"
                        + decisions.deserialize(record.topic(), record.value()).getActivityId())
        .toList();
  }

  static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(
        record.headers().lastHeader(DeadLetters.PREFIX + name).value(), StandardCharsets.UTF_8);
  }
}
