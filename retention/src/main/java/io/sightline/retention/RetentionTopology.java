package io.sightline.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Camera;
import io.sightline.avro.LedgerHead;
import io.sightline.avro.RetentionRequest;
import io.sightline.retention.LifecycleSinks.Names;
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
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Clips get their deadline and go when it has come, recordings by the hour; frames go after the
 * decision; what people ask for comes to each task beside its clips.
 *
 * <pre>
 * holds, policies, erasures ▶ request-broadcast ─┬─▶ retention-requests
 * decisions, alerts ──▶ clip-facts ──────┘
 * retention-requests ▶ request-intake ┐
 * clips ──────────────────────────────┤            ┌─▶ clips (deadline; tombstone)
 * deletion-results ───────────────────┴▶ lifecycle ┼─▶ deletions
 *                         cameras (global) ··┘     ├─▶ expiries; keys (tombstone)
 *                                                  ├─▶ ledger-heads
 *                                                  └─▶ retention-answers
 * the same, with recordings ──────▶ hour-lifecycle ─▶ the same, but clips
 * retention-answers ─┬▶ hold-answers ──▶ holds
 * erasures ───────────┴▶ erasure-answers ──▶ erasures
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
  static final String HOLD_STORE = "holds-in-force";
  static final String POLICY_STORE = "policy-versions";
  static final String CLOCK_STORE = "trusted-time";
  static final String SWEEP_STORE = "clip-sweeps";
  static final String HOUR_SWEEP_STORE = "recording-hour-sweeps";
  static final String KEPT_STORE = "kept-by-age";
  static final String KEPT_TOTAL_STORE = "kept-totals";
  static final String ASKED_STORE = "asked-by-limits";
  static final String ANSWER_STORE = "answers-so-far";
  static final String ERASURE_STORE = "erasures-in-force";
  static final String ERASURE_STATE_STORE = "erasure-states";
  static final String PIECE_STORE = "recording-pieces";
  static final String PIECE_ORDER_STORE = "recording-piece-orders";
  static final String ACTIVE_HOUR_STORE = "active-hours";
  static final String STOCK_INDEX_STORE = "stock-by-age";
  static final String STOCK_CELL_STORE = "stock-cells";
  static final String STOCK_SINK = "stock-sink";
  static final String CLIP_SINK = "clip-sink";
  static final String ANSWER_SINK = "answer-sink";
  static final String HOUR_ANSWER_SINK = "hour-answer-sink";
  static final String STORED_SINK = "stored-sink";
  static final String HOUR_STORED_SINK = "hour-stored-sink";
  static final String DELETION_SINK = "deletion-sink";
  static final String EXPIRY_SINK = "expiry-sink";
  static final String KEY_SINK = "key-sink";
  static final String HEAD_SINK = "ledger-head-sink";
  static final String HOUR_HEAD_SINK = "hour-ledger-head-sink";

  static final String LIFECYCLE = "clip-lifecycle";
  static final String HOUR_LIFECYCLE = "hour-lifecycle";

  private static final String REQUEST_INTAKE = "request-intake";

  private final RetentionConfig config;
  private final KafkaSettings kafka;
  private final MeterRegistry metrics;
  private final Concerns concerns;
  private final RetentionPolicy policy;
  private final LedgerSetup ledger;
  private final Outlook outlook;

  /** With heads of the ledger that nobody signs. */
  public RetentionTopology(RetentionConfig config, KafkaSettings kafka, MeterRegistry metrics) {
    this(config, kafka, metrics, null, new Concerns());
  }

  /**
   * @param key signs heads of the ledger; null: nobody does
   * @param concerns where what a person has to look after is told
   */
  public RetentionTopology(
      RetentionConfig config,
      KafkaSettings kafka,
      MeterRegistry metrics,
      @Nullable SigningKey key,
      Concerns concerns) {
    this.concerns = concerns;
    this.config = config;
    this.ledger =
        new LedgerSetup(
            AvroSerdes.serializer(kafka),
            kafka.topics().name(Topics.EXPIRIES),
            config.ledger(),
            key);
    this.outlook = new Outlook(metrics);
    this.kafka = kafka;
    this.metrics = metrics;
    this.policy = new RetentionPolicy(config, Build.version());
  }

  public Topology build() {
    Topology topology = new Topology();
    addCameras(topology);
    addIntake(topology);
    addLifecycle(topology);
    addHourLifecycle(topology);
    addLimits(topology);
    addSink(topology, KEY_SINK, Topics.KEYS, LIFECYCLE, HOUR_LIFECYCLE);
    addRequests(topology);
    addAnswers(topology);
    new PressureTopology(config.pressure(), kafka, outlook).addTo(topology);
    return topology;
  }

  /** How full the store is, as far as tasks of this process reckon it. */
  Outlook outlook() {
    return outlook;
  }

  private void addCameras(Topology topology) {
    Serde<Camera> cameras = serde(Topics.CAMERAS);
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

  /** Holds and policies, in the stores of each task, before anything else sees them. */
  private void addIntake(Topology topology) {
    addSource(topology, "request-source", Topics.RETENTION_REQUESTS);
    topology.addProcessor(
        REQUEST_INTAKE,
        () -> new RequestIntake(config.checkEvery(), config.rememberFor(), this::clock),
        "request-source");
    topology.addStateStore(small(ERASURE_STORE, serde(Topics.RETENTION_REQUESTS)), REQUEST_INTAKE);
    topology.addStateStore(small(CLOCK_STORE, Serdes.ByteArray()), REQUEST_INTAKE);
    topology.addStateStore(small(HOLD_STORE, serde(Topics.HOLDS)), REQUEST_INTAKE);
    topology.addStateStore(small(POLICY_STORE, serde(Topics.POLICIES)), REQUEST_INTAKE);
  }

  private void addLifecycle(Topology topology) {
    addSource(topology, "clip-source", Topics.CLIPS);
    addSource(topology, "deletion-result-source", Topics.DELETION_RESULTS);
    addSource(topology, "pressure-source", Topics.PRESSURE);
    Names names =
        new Names(
            CLIP_SINK, DELETION_SINK, EXPIRY_SINK, KEY_SINK, ANSWER_SINK, HEAD_SINK, STORED_SINK);
    topology.addProcessor(
        LIFECYCLE,
        () -> new ClipLifecycle(config, policy, this::clock, context -> sinks(context, names)),
        "clip-source",
        "deletion-result-source",
        "pressure-source",
        REQUEST_INTAKE);
    topology.addStateStore(store(CLIP_STORE, ClipStateSerde.over(serde(Topics.CLIPS))), LIFECYCLE);
    topology.addStateStore(store(WAKE_STORE, Serdes.ByteArray()), LIFECYCLE);
    topology.addStateStore(store(LEDGER_STORE, Serdes.ByteArray()), LIFECYCLE);
    topology.addStateStore(small(SWEEP_STORE, sweeps()), LIFECYCLE);
    topology.connectProcessorAndStateStores(
        LIFECYCLE, HOLD_STORE, POLICY_STORE, ERASURE_STORE, CLOCK_STORE);
    addSink(topology, CLIP_SINK, Topics.CLIPS, LIFECYCLE);
    addSink(topology, DELETION_SINK, Topics.DELETIONS, LIFECYCLE);
    addSink(topology, ANSWER_SINK, Topics.RETENTION_ANSWERS, LIFECYCLE);
    addSink(topology, STORED_SINK, Topics.RETENTION_STORED, LIFECYCLE);
    // The ledger serializes its entries itself, since the next one holds their hash.
    topology.addSink(
        EXPIRY_SINK,
        kafka.topics().name(Topics.EXPIRIES),
        new StringSerializer(),
        new ByteArraySerializer(),
        LIFECYCLE);
    addHeadSink(topology, HEAD_SINK, LIFECYCLE);
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

  private TaskClock clock(ProcessorContext<?, ?> context) {
    return new TaskClock(context, config.clockStep(), concerns);
  }

  private LifecycleSinks sinks(ProcessorContext<String, Object> context, Names names) {
    int partition = context.taskId().partition();
    SweepAnswers answers = new SweepAnswers(partition, kafka.partitions(), Build.version());
    return new LifecycleSinks(
        context, ledger.ledger(context), ledger.heads(context), names, answers, metrics);
  }

  /** Shares the ledger with the clips' lifecycle: a partition has one chain. */
  private void addHourLifecycle(Topology topology) {
    addSource(topology, "recording-source", Topics.RECORDINGS);
    HourPolicy hours = new HourPolicy(config, Build.version());
    addSource(topology, "decision-source", Topics.DECISIONS);
    Names names =
        new Names(
            null,
            HOUR_DELETION_SINK,
            HOUR_EXPIRY_SINK,
            KEY_SINK,
            HOUR_ANSWER_SINK,
            HOUR_HEAD_SINK,
            HOUR_STORED_SINK);
    topology.addProcessor(
        HOUR_LIFECYCLE,
        () -> new HourLifecycle(config, hours, this::clock, context -> sinks(context, names)),
        "recording-source",
        "deletion-result-source",
        "pressure-source",
        "decision-source",
        REQUEST_INTAKE);
    topology.addStateStore(store(HOUR_STORE, HourStateSerde.create()), HOUR_LIFECYCLE);
    topology.addStateStore(store(HOUR_WAKE_STORE, Serdes.ByteArray()), HOUR_LIFECYCLE);
    topology.addStateStore(small(HOUR_SWEEP_STORE, sweeps()), HOUR_LIFECYCLE);
    topology.addStateStore(store(PIECE_STORE, HourPieces.serde()), HOUR_LIFECYCLE);
    topology.addStateStore(small(PIECE_ORDER_STORE, PieceOrder.serde()), HOUR_LIFECYCLE);
    topology.addStateStore(store(ACTIVE_HOUR_STORE, Serdes.ByteArray()), HOUR_LIFECYCLE);
    topology.connectProcessorAndStateStores(
        HOUR_LIFECYCLE, LEDGER_STORE, HOLD_STORE, POLICY_STORE, ERASURE_STORE, CLOCK_STORE);
    addHeadSink(topology, HOUR_HEAD_SINK, HOUR_LIFECYCLE);
    addSink(topology, HOUR_ANSWER_SINK, Topics.RETENTION_ANSWERS, HOUR_LIFECYCLE);
    addSink(topology, HOUR_STORED_SINK, Topics.RETENTION_STORED, HOUR_LIFECYCLE);
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
  }

  /** Counts what there is, where a policy has limits, and hastens what goes beyond. */
  private void addLimits(Topology topology) {
    addSource(topology, "stored-source", Topics.RETENTION_STORED);
    topology.addProcessor(
        "limit-keeper",
        () -> new LimitKeeper(config, this::clock),
        "stored-source",
        REQUEST_INTAKE);
    topology.addStateStore(store(KEPT_STORE, Serdes.Long()), "limit-keeper");
    topology.addStateStore(small(KEPT_TOTAL_STORE, Serdes.Long()), "limit-keeper");
    topology.addStateStore(store(ASKED_STORE, Serdes.Long()), "limit-keeper");
    topology.connectProcessorAndStateStores(
        "limit-keeper", HOLD_STORE, POLICY_STORE, CLOCK_STORE, ERASURE_STORE);
    addRequestSink(topology, "limit-sink", "limit-keeper");
  }

  /** What people ask for, to every task; what alerting says of a clip, to the clip's. */
  private void addRequests(Topology topology) {
    addSource(topology, "hold-source", Topics.HOLDS);
    addSource(topology, "policy-source", Topics.POLICIES);
    addSource(topology, "erasure-source", Topics.ERASURES);
    topology.addProcessor(
        "request-broadcast",
        RequestBroadcast::new,
        "hold-source",
        "policy-source",
        "erasure-source");
    addRequestSink(topology, "request-sink", "request-broadcast");
    addSource(topology, "alert-source", Topics.ALERTS);
    topology.addProcessor("clip-facts", ClipFacts::new, "decision-source", "alert-source");
    addRequestSink(topology, "clip-fact-sink", "clip-facts");
  }

  private void addRequestSink(Topology topology, String name, String parent) {
    topology.addSink(
        name,
        kafka.topics().name(Topics.RETENTION_REQUESTS),
        new StringSerializer(),
        AvroSerdes.<RetentionRequest>serializer(kafka),
        new RequestPartitioner(),
        parent);
  }

  private void addAnswers(Topology topology) {
    addSource(topology, "answer-source", Topics.RETENTION_ANSWERS);
    topology.addProcessor("hold-answers", HoldAnswers::new, "answer-source");
    topology.addStateStore(small(ANSWER_STORE, serde(Topics.RETENTION_ANSWERS)), "hold-answers");
    addSink(topology, "hold-sink", Topics.HOLDS, "hold-answers");
    topology.addProcessor(
        "erasure-answers", ErasureAnswers::new, "answer-source", "erasure-source");
    topology.addStateStore(store(ERASURE_STATE_STORE, serde(Topics.ERASURES)), "erasure-answers");
    addSink(topology, "erasure-sink", Topics.ERASURES, "erasure-answers");
  }

  private void addSource(Topology topology, String name, Topic<?> topic) {
    addSource(topology, kafka, name, topic);
  }

  static void addSource(Topology topology, KafkaSettings kafka, String name, Topic<?> topic) {
    topology.addSource(
        name,
        new StringDeserializer(),
        AvroSerdes.deserializer(kafka, topic),
        kafka.topics().name(topic));
  }

  private void addSink(Topology topology, String name, Topic<?> topic, String... parents) {
    topology.addSink(
        name,
        kafka.topics().name(topic),
        new StringSerializer(),
        AvroSerdes.serializer(kafka),
        parents);
  }

  private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), values);
  }

  /** For what is little and looked through often. */
  private static <V> StoreBuilder<KeyValueStore<String, V>> small(String name, Serde<V> values) {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values);
  }

  private Serde<Sweep> sweeps() {
    return SweepSerde.over(serde(Topics.RETENTION_REQUESTS));
  }

  private <V extends SpecificRecord> Serde<V> serde(Topic<V> topic) {
    return AvroSerdes.serde(kafka, topic);
  }
}
