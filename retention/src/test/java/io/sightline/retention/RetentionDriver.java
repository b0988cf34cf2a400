package io.sightline.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Clip;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The whole topology under a test driver, in Avro records. */
final class RetentionDriver implements AutoCloseable {
  private final KafkaSettings kafka;
  private final TopologyTestDriver driver;
  private final Map<Topic<?>, TestInputTopic<String, ? extends SpecificRecord>> inputs =
      new HashMap<>();
  private final Map<Topic<?>, TestOutputTopic<String, ? extends SpecificRecord>> outputs =
      new HashMap<>();
  private Instant now = Clips.RECORDED;

  RetentionDriver(
      KafkaSettings kafka, RetentionConfig config, Path stateDir, MeterRegistry metrics) {
    this.kafka = kafka;
    Properties properties = new Properties();
    properties.put("application.id", "test.retention");
    properties.put("bootstrap.servers", "none:9092");
    properties.put("state.dir", stateDir.toString());
    driver =
        new TopologyTestDriver(
            new RetentionTopology(config, kafka, metrics).build(), properties, now);
  }

  Instant now() {
    return now;
  }

  TopologyTestDriver driver() {
    return driver;
  }

  void pass(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  void camera(String id, Duration retention) {
    send(Topics.CAMERAS, id, Clips.camera(id, 1, retention));
  }

  Clip clip(String camera, Instant recorded) {
    Clip clip = Clips.clip(camera, recorded);
    send(Topics.CLIPS, clip.getClipId(), clip);
    return clip;
  }

  void answer(Deletion order, DeletionOutcome outcome) {
    send(Topics.DELETION_RESULTS, order.getClipId(), Clips.answer(order, outcome, now));
  }

  /** Under the camera's id as its key. */
  <V extends SpecificRecord> void send(Topic<V> topic, V value) {
    send(topic, (String) value.get(value.getSchema().getField("camera").pos()), value);
  }

  @SuppressWarnings("unchecked") // by the topic
  <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    TestInputTopic<String, V> input =
        (TestInputTopic<String, V>)
            inputs.computeIfAbsent(
                topic,
                t ->
                    driver.createInputTopic(
                        kafka.topics().name(topic),
                        new StringSerializer(),
                        AvroSerdes.<V>serializer(kafka)));
    input.pipeInput(key, value, now);
  }

  /** What was written since the last look, without tombstones. */
  @SuppressWarnings("unchecked") // by the topic
  <V extends SpecificRecord> List<V> read(Topic<V> topic) {
    TestOutputTopic<String, V> output =
        (TestOutputTopic<String, V>)
            outputs.computeIfAbsent(
                topic,
                t ->
                    driver.createOutputTopic(
                        kafka.topics().name(topic),
                        new StringDeserializer(),
                        AvroSerdes.deserializer(kafka, topic)));
    List<V> values = new ArrayList<>();
    while (!output.isEmpty()) {
      V value = output.readValue();
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** The newest of what was written since the last look. */
  <V extends SpecificRecord> V last(Topic<V> topic) {
    List<V> all = read(topic);
    return all.get(all.size() - 1);
  }

  @Override
  public void close() {
    driver.close();
  }
}
