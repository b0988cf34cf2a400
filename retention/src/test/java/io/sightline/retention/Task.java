package io.sightline.retention;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Camera;
import io.sightline.avro.RetentionRequest;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.io.File;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * One task of retention with its real processors and stores, which can be begun anew from a copy.
 */
final class Task {
  private static final File NOWHERE = new File(System.getProperty("java.io.tmpdir"));

  private final KafkaSettings kafka;
  private final RetentionConfig config;
  private final Map<String, KeyValueStore<String, Object>> stores = new HashMap<>();
  private final MockProcessorContext<String, RetentionRequest> intakeContext = context();
  private final MockProcessorContext<String, Object> clipContext = context();
  private final MockProcessorContext<String, Object> hourContext = context();
  private final RequestIntake intake;
  private final ClipLifecycle clips;
  private final HourLifecycle hours;

  /** What all stores hold. */
  record Copy(Map<String, Map<String, Object>> stores) {}

  Task(KafkaSettings kafka, RetentionConfig config, Copy copy) {
    this.kafka = kafka;
    this.config = config;
    openStores();
    copy.stores().forEach((name, all) -> all.forEach(stores.get(name)::put));
    intake = new RequestIntake(config.checkEvery(), config.rememberFor(), this::clock);
    clips =
        new ClipLifecycle(
            config,
            new RetentionPolicy(config, "test"),
            this::clock,
            context -> sinks(context, RetentionTopology.CLIP_SINK));
    hours =
        new HourLifecycle(
            config, new HourPolicy(config, "test"), this::clock, context -> sinks(context, null));
    intake.init(intakeContext);
    clips.init(clipContext);
    hours.init(hourContext);
  }

  static Copy empty() {
    return new Copy(Map.of());
  }

  private static <V> MockProcessorContext<String, V> context() {
    Properties properties = new Properties();
    properties.put("application.id", "test");
    properties.put("bootstrap.servers", "none:9092");
    return new MockProcessorContext<>(properties, new TaskId(0, 0), NOWHERE);
  }

  private void openStores() {
    open(RetentionTopology.CAMERA_STORE, AvroSerdes.serde(kafka, Topics.CAMERAS));
    open(RetentionTopology.CLIP_STORE, ClipStateSerde.over(AvroSerdes.serde(kafka, Topics.CLIPS)));
    open(RetentionTopology.WAKE_STORE, Serdes.ByteArray());
    open(RetentionTopology.LEDGER_STORE, Serdes.ByteArray());
    open(RetentionTopology.HOUR_STORE, HourStateSerde.create());
    open(RetentionTopology.HOUR_WAKE_STORE, Serdes.ByteArray());
    open(RetentionTopology.HOLD_STORE, AvroSerdes.serde(kafka, Topics.HOLDS));
    open(RetentionTopology.POLICY_STORE, AvroSerdes.serde(kafka, Topics.POLICIES));
    open(RetentionTopology.CLOCK_STORE, Serdes.ByteArray());
    open(RetentionTopology.ERASURE_STORE, AvroSerdes.serde(kafka, Topics.RETENTION_REQUESTS));
    open(RetentionTopology.PIECE_STORE, HourPieces.serde());
    open(RetentionTopology.PIECE_ORDER_STORE, PieceOrder.serde());
    open(RetentionTopology.ACTIVE_HOUR_STORE, Serdes.ByteArray());
    open(RetentionTopology.STOCK_INDEX_STORE, Serdes.ByteArray());
    open(RetentionTopology.STOCK_CELL_STORE, AvroSerdes.serde(kafka, Topics.STOCK));
    Serde<Sweep> sweeps = SweepSerde.over(AvroSerdes.serde(kafka, Topics.RETENTION_REQUESTS));
    open(RetentionTopology.SWEEP_STORE, sweeps);
    open(RetentionTopology.HOUR_SWEEP_STORE, sweeps);
  }

  @SuppressWarnings("unchecked") // each processor asks for the type that it put in
  private <V> void open(String name, Serde<V> values) {
    KeyValueStore<String, V> store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    for (MockProcessorContext<?, ?> each : List.of(intakeContext, clipContext, hourContext)) {
      each.addStateStore(store);
    }
    store.init(clipContext.getStateStoreContext(), store);
    stores.put(name, (KeyValueStore<String, Object>) store);
  }

  private TaskClock clock(org.apache.kafka.streams.processor.api.ProcessorContext<?, ?> context) {
    return new TaskClock(context, config.clockStep(), new Concerns());
  }

  private LifecycleSinks sinks(
      org.apache.kafka.streams.processor.api.ProcessorContext<String, Object> context,
      String clipSink) {
    return new LifecycleSinks(
        context,
        new Ledger(
            context.getStateStore(RetentionTopology.LEDGER_STORE),
            AvroSerdes.serializer(kafka),
            "expiries"),
        new LedgerHeads(
            context.getStateStore(RetentionTopology.LEDGER_STORE),
            0,
            config.ledger(),
            "expiries",
            null),
        new LifecycleSinks.Names(
            clipSink,
            RetentionTopology.DELETION_SINK,
            RetentionTopology.EXPIRY_SINK,
            RetentionTopology.KEY_SINK,
            RetentionTopology.ANSWER_SINK,
            RetentionTopology.HEAD_SINK,
            RetentionTopology.STORED_SINK),
        new SweepAnswers(0, 1, "test"),
        new SimpleMeterRegistry());
  }

  void camera(Camera camera) {
    stores
        .get(RetentionTopology.CAMERA_STORE)
        .put(CameraVersions.key(camera.getCamera(), camera.getVersion()), camera);
  }

  Copy copy() {
    Map<String, Map<String, Object>> all = new HashMap<>();
    stores.forEach(
        (name, store) -> {
          Map<String, Object> entries = new HashMap<>();
          try (var each = store.all()) {
            each.forEachRemaining(entry -> entries.put(entry.key, entry.value));
          }
          all.put(name, entries);
        });
    return new Copy(all);
  }

  /** Takes in a record, and returns what was forwarded, each with the name of its sink. */
  List<CapturedForward<String, Object>> process(String key, SpecificRecord value, Instant at) {
    if (value instanceof RetentionRequest request) {
      intake.process(new Record<>(key, request, at.toEpochMilli()));
      handOn();
    } else {
      Record<String, SpecificRecord> record = new Record<>(key, value, at.toEpochMilli());
      clips.process(record);
      hours.process(record);
    }
    return forwarded();
  }

  private void handOn() {
    for (CapturedForward<? extends String, ? extends RetentionRequest> each :
        intakeContext.forwarded()) {
      Record<String, SpecificRecord> record =
          new Record<>(each.record().key(), each.record().value(), each.record().timestamp());
      clips.process(record);
      hours.process(record);
    }
    intakeContext.resetForwards();
  }

  /** The wall clock shows this. */
  List<CapturedForward<String, Object>> look(Instant wallClock) {
    intakeContext.scheduledPunctuators().forEach(each -> turn(each, wallClock));
    handOn();
    clipContext.scheduledPunctuators().forEach(each -> turn(each, wallClock));
    hourContext.scheduledPunctuators().forEach(each -> turn(each, wallClock));
    return forwarded();
  }

  private static void turn(CapturedPunctuator punctuator, Instant wallClock) {
    punctuator.getPunctuator().punctuate(wallClock.toEpochMilli());
  }

  @SuppressWarnings("unchecked") // the processors forward exactly these
  private List<CapturedForward<String, Object>> forwarded() {
    List<CapturedForward<String, Object>> all = new ArrayList<>();
    for (MockProcessorContext<String, Object> each : List.of(clipContext, hourContext)) {
      each.forwarded().forEach(one -> all.add((CapturedForward<String, Object>) one));
      each.resetForwards();
    }
    return all;
  }

  void close() {
    stores.values().forEach(KeyValueStore::close);
  }
}
