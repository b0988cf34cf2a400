package io.sightline.retention;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Camera;
import io.sightline.avro.Clip;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.LedgerHead;
import io.sightline.retention.signing.SigningKey;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The real topology in a process that can die: its state is that of its last commit. */
final class SimulatedTopology implements AutoCloseable {
  private static final KafkaSettings KAFKA = SimulatedRetention.KAFKA;

  /** What it wrote and nobody may read yet. A clip without a value is a tombstone. */
  record Written(
      Map<String, @Nullable Clip> clips,
      List<Deletion> orders,
      List<byte[]> entries,
      List<LedgerHead> heads) {}

  private final TopologyTestDriver driver;
  private final TestInputTopic<String, Clip> clips;
  private final TestInputTopic<String, DeletionResult> results;
  private final TestOutputTopic<String, Clip> revised;
  private final TestOutputTopic<String, Deletion> orders;
  private final TestOutputTopic<String, byte[]> expiries;
  private final TestOutputTopic<String, LedgerHead> heads;
  private Instant clock;
  private Map<String, Map<Object, Object>> committed = new HashMap<>();

  SimulatedTopology(
      Path folder, SigningKey key, Instant now, Map<String, Map<Object, Object>> state) {
    Properties properties = new Properties();
    properties.put("application.id", "test.retention");
    properties.put("bootstrap.servers", "none:9092");
    properties.put("state.dir", folder.resolve("state-" + UUID.randomUUID()).toString());
    RetentionTopology topology =
        new RetentionTopology(Clips.LEAPING, KAFKA, new SimpleMeterRegistry(), key, new Concerns());
    driver = new TopologyTestDriver(topology.build(), properties, now);
    clock = now;
    clips = input(Topics.CLIPS);
    results = input(Topics.DELETION_RESULTS);
    revised = output(Topics.CLIPS);
    orders = output(Topics.DELETIONS);
    heads = output(Topics.LEDGER_HEADS);
    expiries =
        driver.createOutputTopic(
            "test.expiries", new StringDeserializer(), new ByteArrayDeserializer());
    TestInputTopic<String, Camera> cameras = input(Topics.CAMERAS);
    cameras.pipeInput("front", Clips.camera("front", 1, Clips.THIRTY_DAYS));
    state.forEach(
        (name, entries) ->
            entries.forEach((k, v) -> driver.<Object, Object>getKeyValueStore(name).put(k, v)));
    committed();
  }

  private <V extends SpecificRecord> TestInputTopic<String, V> input(Topic<V> topic) {
    return driver.createInputTopic(
        KAFKA.topics().name(topic), new StringSerializer(), AvroSerdes.serializer(KAFKA));
  }

  private <V extends SpecificRecord> TestOutputTopic<String, V> output(Topic<V> topic) {
    return driver.createOutputTopic(
        KAFKA.topics().name(topic),
        new StringDeserializer(),
        AvroSerdes.deserializer(KAFKA, topic));
  }

  void clips(List<Clip> arrived) {
    arrived.forEach(clip -> clips.pipeInput(clip.getClipId(), clip, clock));
  }

  void answers(List<DeletionResult> arrived) {
    arrived.forEach(answer -> results.pipeInput(answer.getClipId(), answer, clock));
  }

  /** Lets the wall clock reach a time and go on for a while; what was written. */
  Written advance(Duration further, Instant now) {
    Instant to = now.plus(further);
    if (to.isAfter(clock)) {
      driver.advanceWallClockTime(Duration.between(clock, to));
      clock = to;
    }
    return take();
  }

  /** What was written since the last call. */
  Written take() {
    Map<String, @Nullable Clip> records = new LinkedHashMap<>();
    for (KeyValue<String, Clip> record : revised.readKeyValuesToList()) {
      records.put(record.key, record.value);
    }
    return new Written(
        records,
        orders.readValuesToList(),
        new ArrayList<>(expiries.readValuesToList()),
        heads.readValuesToList());
  }

  /** What it has in its stores now is what it will have after a crash. */
  void committed() {
    Map<String, Map<Object, Object>> all = new HashMap<>();
    for (Map.Entry<String, StateStore> each : driver.getAllStateStores().entrySet()) {
      if (!each.getKey().equals(RetentionTopology.CAMERA_STORE)) {
        KeyValueStore<Object, Object> store = driver.getKeyValueStore(each.getKey());
        Map<Object, Object> entries = new LinkedHashMap<>();
        try (KeyValueIterator<Object, Object> iterator = store.all()) {
          iterator.forEachRemaining(entry -> entries.put(entry.key, entry.value));
        }
        all.put(each.getKey(), entries);
      }
    }
    committed = all;
  }

  Map<String, Map<Object, Object>> lastCommitted() {
    return committed;
  }

  @Override
  public void close() {
    driver.close();
  }
}
