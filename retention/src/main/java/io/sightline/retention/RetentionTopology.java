package io.sightline.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Camera;
import io.sightline.avro.RetentionRequest;
import io.sightline.retention.LifecycleSinks.Names;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.Build;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
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

/**
 * Clips get their deadline and go when it has come, recordings by the hour; frames go after the
 * decision; what people ask for comes to each task beside its clips.
 *
 * <pre>
 * holds, policies ──▶ request-broadcast ─┬─▶ retention-requests
 * decisions, alerts ──▶ clip-facts ──────┘
 * retention-requests ▶ request-intake ┐
 * clips ──────────────────────────────┤            ┌─▶ clips (deadline; tombstone)
 * deletion-results ───────────────────┴▶ lifecycle ┼─▶ deletions
 *                         cameras (global) ··┘     ├─▶ expiries; keys (tombstone)
 *                                                  └─▶ retention-answers
 * the same, with recordings ──────▶ hour-lifecycle ─▶ the same, but clips
 * retention-answers ──▶ hold-answers ──▶ holds
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
  static final String CLIP_SINK = "clip-sink";
  static final String ANSWER_SINK = "answer-sink";
  static final String HOUR_ANSWER_SINK = "hour-answer-sink";
  static final String STORED_SINK = "stored-sink";
  static final String HOUR_STORED_SINK = "hour-stored-sink";
  static final String DELETION_SINK = "deletion-sink";
  static final String EXPIRY_SINK = "expiry-sink";
  static final String KEY_SINK = "key-sink";

  private static final String LIFECYCLE = "clip-lifecycle";
  private static final String HOUR_LIFECYCLE = "hour-lifecycle";
  private static final String REQUEST_INTAKE = "request-intake";

  private final RetentionConfig config;
  private final KafkaSettings kafka;
  private final MeterRegistry metrics;
  private final Concerns concerns;
  private final RetentionPolicy policy;

  public RetentionTopology(RetentionConfig config, KafkaSettings kafka, MeterRegistry metrics) {
    this(config, kafka, metrics, new Concerns());
  }

  /**
   * @param concerns where what a person has to look after is told
   */
  public RetentionTopology(
      RetentionConfig config, KafkaSettings kafka, MeterRegistry metrics, Concerns concerns) {
    this.concerns = concerns;
    this.config = config;
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
    return topology;
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
        () -> new RequestIntake(config.checkEvery(), this::clock),
        "request-source");
    topology.addStateStore(small(CLOCK_STORE, Serdes.ByteArray()), REQUEST_INTAKE);
    topology.addStateStore(small(HOLD_STORE, serde(Topics.HOLDS)), REQUEST_INTAKE);
    topology.addStateStore(small(POLICY_STORE, serde(Topics.POLICIES)), REQUEST_INTAKE);
  }

  private void addLifecycle(Topology topology) {
    addSource(topology, "clip-source", Topics.CLIPS);
    addSource(topology, "deletion-result-source", Topics.DELETION_RESULTS);
    Names names =
        new Names(CLIP_SINK, DELETION_SINK, EXPIRY_SINK, KEY_SINK, ANSWER_SINK, STORED_SINK);
    topology.addProcessor(
        LIFECYCLE,
        () -> new ClipLifecycle(config, policy, this::clock, context -> sinks(context, names)),
        "clip-source",
        "deletion-result-source",
        REQUEST_INTAKE);
    topology.addStateStore(store(CLIP_STORE, ClipStateSerde.over(serde(Topics.CLIPS))), LIFECYCLE);
    topology.addStateStore(store(WAKE_STORE, Serdes.ByteArray()), LIFECYCLE);
    topology.addStateStore(store(LEDGER_STORE, Serdes.ByteArray()), LIFECYCLE);
    topology.addStateStore(small(SWEEP_STORE, sweeps()), LIFECYCLE);
    topology.connectProcessorAndStateStores(LIFECYCLE, HOLD_STORE, POLICY_STORE, CLOCK_STORE);
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
  }

  private TaskClock clock(ProcessorContext<?, ?> context) {
    return new TaskClock(context, config.clockStep(), concerns);
  }

  private LifecycleSinks sinks(ProcessorContext<String, Object> context, Names names) {
    Ledger ledger =
        new Ledger(
            context.getStateStore(LEDGER_STORE),
            AvroSerdes.serializer(kafka),
            kafka.topics().name(Topics.EXPIRIES));
    int partition = context.taskId().partition();
    SweepAnswers answers = new SweepAnswers(partition, kafka.partitions(), Build.version());
    return new LifecycleSinks(context, ledger, names, answers, metrics);
  }

  /** Shares the ledger with the clips' lifecycle: a partition has one chain. */
  private void addHourLifecycle(Topology topology) {
    addSource(topology, "recording-source", Topics.RECORDINGS);
    HourPolicy hours = new HourPolicy(config, Build.version());
    Names names =
        new Names(
            null,
            HOUR_DELETION_SINK,
            HOUR_EXPIRY_SINK,
            KEY_SINK,
            HOUR_ANSWER_SINK,
            HOUR_STORED_SINK);
    topology.addProcessor(
        HOUR_LIFECYCLE,
        () -> new HourLifecycle(config, hours, this::clock, context -> sinks(context, names)),
        "recording-source",
        "deletion-result-source",
        REQUEST_INTAKE);
    topology.addStateStore(store(HOUR_STORE, HourStateSerde.create()), HOUR_LIFECYCLE);
    topology.addStateStore(store(HOUR_WAKE_STORE, Serdes.ByteArray()), HOUR_LIFECYCLE);
    topology.addStateStore(small(HOUR_SWEEP_STORE, sweeps()), HOUR_LIFECYCLE);
    topology.connectProcessorAndStateStores(
        HOUR_LIFECYCLE, LEDGER_STORE, HOLD_STORE, POLICY_STORE, CLOCK_STORE);
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
    topology.connectProcessorAndStateStores("limit-keeper", HOLD_STORE, POLICY_STORE, CLOCK_STORE);
    addRequestSink(topology, "limit-sink", "limit-keeper");
  }

  /** What people ask for, to every task; what alerting says of a clip, to the clip's. */
  private void addRequests(Topology topology) {
    addSource(topology, "hold-source", Topics.HOLDS);
    addSource(topology, "policy-source", Topics.POLICIES);
    topology.addProcessor(
        "request-broadcast", RequestBroadcast::new, "hold-source", "policy-source");
    addRequestSink(topology, "request-sink", "request-broadcast");
    addSource(topology, "decision-source", Topics.DECISIONS);
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
  }

  private <V extends SpecificRecord> void addSource(
      Topology topology, String name, Topic<V> topic) {
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
