package io.sightline.alerting;

import io.sightline.alerting.core.CameraFold;
import io.sightline.alerting.core.CameraState;
import io.sightline.avro.Alert;
import io.sightline.avro.Camera;
import io.sightline.avro.Decision;
import io.sightline.avro.Detections;
import io.sightline.avro.Progress;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Detections to decisions and alerts, with the configuration of cameras at hand. */
public final class AlertingTopology {
  static final String CAMERA_STATE = "camera-state";
  static final String CAMERA_VERSIONS = "camera-versions";
  static final String ALERTS = "alerts";
  static final String DECISIONS = "decisions";
  static final String PROGRESS = "progress";
  private static final String DETECTIONS = "detections";
  private static final String INCIDENTS = "incidents";

  private final KafkaSettings kafka;
  private final String build;
  private final Duration cameraWait;
  private final AlertingMetrics metrics;
  private final Topology topology = new Topology();

  /** As the other, and nobody watches. */
  public AlertingTopology(KafkaSettings kafka, String build, Duration cameraWait) {
    this(kafka, build, cameraWait, AlertingMetrics.uncounted());
  }

  /**
   * @param build version of the program, written into every output
   * @param cameraWait how long a record may wait for the camera version that it names
   */
  public AlertingTopology(
      KafkaSettings kafka, String build, Duration cameraWait, AlertingMetrics metrics) {
    this.kafka = kafka;
    this.build = build;
    this.cameraWait = cameraWait;
    this.metrics = metrics;
  }

  public Topology build() {
    cameraVersions();
    incidents();
    sink(ALERTS, Topics.ALERTS, AvroSerdes.<Alert>serializer(kafka));
    sink(DECISIONS, Topics.DECISIONS, AvroSerdes.<Decision>serializer(kafka));
    sink(PROGRESS, Topics.PROGRESS, AvroSerdes.<Progress>serializer(kafka));
    return topology;
  }

  private void cameraVersions() {
    Deserializer<Camera> cameras = AvroSerdes.deserializer(kafka, Topics.CAMERAS);
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(CAMERA_VERSIONS),
                Serdes.String(),
                CameraVersionSerde.create())
            .withLoggingDisabled(),
        "cameras",
        Serdes.String().deserializer(),
        cameras,
        kafka.topics().name(Topics.CAMERAS),
        "camera-versions-writer",
        CameraVersionWriter::new);
  }

  private void incidents() {
    Deserializer<Detections> detections = AvroSerdes.deserializer(kafka, Topics.DETECTIONS);
    StoreBuilder<KeyValueStore<String, CameraState>> states =
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(CAMERA_STATE),
            Serdes.String(),
            CameraStateSerde.create());
    CameraFold fold = new CameraFold(build);
    topology
        .addSource(
            DETECTIONS,
            Serdes.String().deserializer(),
            detections,
            kafka.topics().name(Topics.DETECTIONS))
        .addProcessor(
            INCIDENTS, () -> new IncidentProcessor(fold, build, cameraWait, metrics), DETECTIONS)
        .addStateStore(states, INCIDENTS);
  }

  private <V extends SpecificRecord> void sink(
      String name, Topic<V> topic, Serializer<V> serializer) {
    topology.addSink(
        name, kafka.topics().name(topic), Serdes.String().serializer(), serializer, INCIDENTS);
  }
}
