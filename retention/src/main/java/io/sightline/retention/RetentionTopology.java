package io.sightline.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Camera;
import io.sightline.avro.Clip;
import io.sightline.avro.LedgerHead;
import io.sightline.retention.signing.SigningKey;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.Build;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Clips get their deadline and go when it has come, recordings by the hour; frames go after the
 * decision.
 *
 * <pre>
 * clips ────────────┐            ┌─▶ clips (deadline; tombstone)
 * deletion-results ─┴▶ lifecycle ┼─▶ deletions
 *       cameras (global) ··┘     ├─▶ expiries
 *                                └─▶ ledger-heads
 * recordings ───────┬▶ hour-lifecycle ┬─▶ deletions
 * deletion-results ─┘                 ├─▶ expiries
 *                                     └─▶ ledger-heads
 * decisions ──▶ frame-orders ──────▶ deletions
 * </pre>
 */
public final class RetentionTopology {
  static final String CAMERA_STORE = "camera-versions";
  static final String CLIP_STORE = "clips-by-id";
  static final String WAKE_STORE = "clips-by-wake-time";
  static final String LEDGER_STORE = "ledger-heads";
  static final String HOUR_STORE = "recording-hours";
  static final String HOUR_WAKE_STORE = "recording-hours-by-wake-time";
  static final String HOUR_DELETION_SINK = "hour-deletion-sink";
  static final String HOUR_EXPIRY_SINK = "hour-expiry-sink";
  static final String CLIP_SINK = "clip-sink";
  static final String DELETION_SINK = "deletion-sink";
  static final String EXPIRY_SINK = "expiry-sink";
  static final String HEAD_SINK = "ledger-head-sink";
  static final String HOUR_HEAD_SINK = "hour-ledger-head-sink";

  private static final String LIFECYCLE = "clip-lifecycle";
  private static final String HOUR_LIFECYCLE = "hour-lifecycle";
  private static final String FRAME_ORDERS = "frame-orders";

  private final RetentionConfig config;
  private final KafkaSettings kafka;
  private final MeterRegistry metrics;
  private final RetentionPolicy policy;
  private final LedgerSetup ledger;
  private final Outlook outlook;

  /** With heads of the ledger that nobody signs. */
  public RetentionTopology(RetentionConfig config, KafkaSettings kafka, MeterRegistry metrics) {
    this(config, kafka, metrics, null);
  }

  /**
   * @param key signs heads of the ledger; null: nobody does
   */
  public RetentionTopology(
      RetentionConfig config,
      KafkaSettings kafka,
      MeterRegistry metrics,
      @Nullable SigningKey key) {
    this.config = config;
    this.ledger =
        new LedgerSetup(
            AvroSerdes.serializer(kafka),
            kafka.topics().name(Topics.EXPIRIES),
            config.ledger(),
            key);
    this.kafka = kafka;
    this.metrics = metrics;
    this.outlook = new Outlook(metrics);
    this.policy = new RetentionPolicy(config, Build.version());
  }

  public Topology build() {
    Topology topology = new Topology();
    addCameras(topology);
    addLifecycle(topology);
    addHourLifecycle(topology);
    addFrameOrders(topology);
    new PressureTopology(config.pressure(), kafka, outlook).addTo(topology);
    return topology;
  }

  /** How full the store is, as far as tasks of this process reckon it. */
  Outlook outlook() {
    return outlook;
  }

  private void addCameras(Topology topology) {
    Serde<Camera> cameras = AvroSerdes.serde(kafka, Topics.CAMERAS);
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(CAMERA_STORE), Serdes.String(), cameras)
            .withLoggingDisabled(),
        "camera-source",
        new StringDeserializer(),
        cameras.deserializer(),
        kafka.topics().name(Topics.CAMERAS),
        "camera-versions-update",
        CameraVersions::new);
  }

  private void addLifecycle(Topology topology) {
    addSource(topology, "clip-source", Topics.CLIPS);
    addSource(topology, "deletion-result-source", Topics.DELETION_RESULTS);
    topology.addProcessor(
        LIFECYCLE,
        () -> new ClipLifecycle(config, policy, ledger, metrics),
        "clip-source",
        "deletion-result-source");
    Serde<Clip> clips = AvroSerdes.serde(kafka, Topics.CLIPS);
    topology.addStateStore(store(CLIP_STORE, ClipStateSerde.over(clips)), LIFECYCLE);
    topology.addStateStore(store(WAKE_STORE, Serdes.ByteArray()), LIFECYCLE);
    topology.addStateStore(store(LEDGER_STORE, Serdes.ByteArray()), LIFECYCLE);
    addSink(topology, CLIP_SINK, Topics.CLIPS, LIFECYCLE);
    addSink(topology, DELETION_SINK, Topics.DELETIONS, LIFECYCLE);
    // The ledger serializes its entries itself, since the next one holds their hash.
    topology.addSink(
        EXPIRY_SINK,
        kafka.topics().name(Topics.EXPIRIES),
        new StringSerializer(),
        new ByteArraySerializer(),
        LIFECYCLE);
    addHeadSink(topology, HEAD_SINK, LIFECYCLE);
  }

  /** Shares the ledger with the clips' lifecycle: a partition has one chain. */
  private void addHourLifecycle(Topology topology) {
    addSource(topology, "recording-source", Topics.RECORDINGS);
    topology.addProcessor(
        HOUR_LIFECYCLE,
        () -> new HourLifecycle(config, new HourPolicy(config, Build.version()), ledger, metrics),
        "recording-source",
        "deletion-result-source");
    topology.addStateStore(store(HOUR_STORE, HourStateSerde.create()), HOUR_LIFECYCLE);
    topology.addStateStore(store(HOUR_WAKE_STORE, Serdes.ByteArray()), HOUR_LIFECYCLE);
    topology.connectProcessorAndStateStores(HOUR_LIFECYCLE, LEDGER_STORE);
    topology.addSink(
        HOUR_DELETION_SINK,
        kafka.topics().name(Topics.DELETIONS),
        new StringSerializer(),
        AvroSerdes.serializer(kafka),
        new CameraPartitioner<>(),
        HOUR_LIFECYCLE);
    topology.addSink(
        HOUR_EXPIRY_SINK,
        kafka.topics().name(Topics.EXPIRIES),
        new StringSerializer(),
        new ByteArraySerializer(),
        new CameraPartitioner<>(),
        HOUR_LIFECYCLE);
    addHeadSink(topology, HOUR_HEAD_SINK, HOUR_LIFECYCLE);
  }

  /** A head lies in the partition with the number of the one it is about. */
  private void addHeadSink(Topology topology, String name, String parent) {
    topology.addSink(
        name,
        kafka.topics().name(Topics.LEDGER_HEADS),
        new StringSerializer(),
        AvroSerdes.<LedgerHead>serializer(kafka),
        (topic, key, head, partitions) -> Optional.of(Set.of(head.getPartition())),
        parent);
  }

  private void addFrameOrders(Topology topology) {
    addSource(topology, "decision-source", Topics.DECISIONS);
    topology.addProcessor(
        FRAME_ORDERS, () -> new FrameOrdering(Build.version()), "decision-source");
    addSink(topology, "frame-deletion-sink", Topics.DELETIONS, FRAME_ORDERS);
  }

  private <V extends SpecificRecord> void addSource(
      Topology topology, String name, Topic<V> topic) {
    topology.addSource(
        name,
        new StringDeserializer(),
        AvroSerdes.deserializer(kafka, topic),
        kafka.topics().name(topic));
  }

  private void addSink(Topology topology, String name, Topic<?> topic, String parent) {
    topology.addSink(
        name,
        kafka.topics().name(topic),
        new StringSerializer(),
        AvroSerdes.serializer(kafka),
        parent);
  }

  private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), values);
  }
}
