package io.sightline.e2e.pipeline;

import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Carries records between stages as bytes, one at a time, until nothing moves any more. */
final class Pump implements AutoCloseable {
  /** A record on its topic. */
  record Carried(String topic, @Nullable String key, byte @Nullable [] value, Instant published) {}

  /** A processor: reads its topics, and has given all its outputs when it returns. */
  interface Stage extends AutoCloseable {
    boolean reads(String topic);

    List<Carried> on(Carried record) throws Exception;

    /** Lets wall-clock time pass. */
    List<Carried> pass(Duration time);

    @Override
    void close();
  }

  private record Sent(Carried record, @Nullable Stage by) {}

  private final KafkaSettings kafka;
  private final List<Stage> stages;
  private final Serializer<SpecificRecord> serializer;
  private final Map<String, List<Carried>> topics = new HashMap<>();
  private Instant now;

  Pump(KafkaSettings kafka, Instant start, List<Stage> stages) {
    this.kafka = kafka;
    this.now = start;
    this.stages = stages;
    this.serializer = AvroSerdes.serializer(kafka);
  }

  Instant now() {
    return now;
  }

  /** Publishes a record from outside, and all that follows from it. */
  void publish(Topic<?> topic, String key, SpecificRecord value) throws Exception {
    String name = kafka.topics().name(topic);
    carry(List.of(new Sent(new Carried(name, key, serializer.serialize(name, value), now), null)));
  }

  /** Lets wall-clock time pass in all stages. */
  void pass(Duration time) throws Exception {
    now = now.plus(time);
    for (Stage stage : stages) {
      carry(stage.pass(time).stream().map(record -> new Sent(record, stage)).toList());
    }
  }

  private void carry(List<Sent> first) throws Exception {
    Deque<Sent> waiting = new ArrayDeque<>(first);
    while (!waiting.isEmpty()) {
      Sent sent = waiting.remove();
      topics.computeIfAbsent(sent.record.topic(), t -> new ArrayList<>()).add(sent.record);
      for (Stage stage : stages) {
        // A test driver feeds a topology's own outputs back to it by itself.
        if (stage != sent.by && stage.reads(sent.record.topic())) {
          stage.on(sent.record).forEach(output -> waiting.add(new Sent(output, stage)));
        }
      }
    }
  }

  /** All that was ever on the topic, in order. */
  List<Carried> records(Topic<?> topic) {
    return topics.getOrDefault(kafka.topics().name(topic), List.of());
  }

  /** The values that were on the topic, in order; tombstones are left out. */
  <V extends SpecificRecord> List<V> values(Topic<V> topic) {
    Deserializer<V> deserializer = AvroSerdes.deserializer(kafka, topic);
    List<V> values = new ArrayList<>();
    for (Carried record : records(topic)) {
      if (record.value() != null) {
        values.add(deserializer.deserialize(record.topic(), record.value()));
      }
    }
    return values;
  }

  @Override
  public void close() {
    stages.forEach(Stage::close);
  }
}
