package io.sightline.standalone.cameras;

import io.sightline.avro.Camera;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import io.sightline.schemas.Topics;
import io.sightline.standalone.config.CameraConfig;
import io.sightline.standalone.records.TopicRecords;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the cameras of the configuration file at the start, as new versions where they changed.
 */
public final class CameraPublisher implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(CameraPublisher.class);

  private final KafkaSettings kafka;
  private final String site;
  private final List<CameraConfig> cameras;
  private final Clock clock;
  private volatile Health health = Health.starting("not started");

  /**
   * @param clock stamps {@code effective_from}
   */
  public CameraPublisher(
      KafkaSettings kafka, String site, List<CameraConfig> cameras, Clock clock) {
    this.kafka = kafka;
    this.site = site;
    this.cameras = List.copyOf(cameras);
    this.clock = clock;
  }

  @Override
  public String name() {
    return "cameras";
  }

  @Override
  public void start() throws Exception {
    List<CameraChange> changes = apply();
    health = Health.up(cameras.size() + " cameras, " + changes.size() + " changed");
    LOG.info(
        "{} cameras in the configuration, {} new versions published",
        cameras.size(),
        changes.size());
  }

  /** Publishes what changed, and returns it. */
  public List<CameraChange> apply() throws Exception {
    List<Camera> published =
        TopicRecords.committed(kafka, Topics.CAMERAS).stream().map(ConsumerRecord::value).toList();
    List<CameraChange> changes =
        CameraVersions.toPublish(
            published, cameras, site, clock.instant().truncatedTo(ChronoUnit.MICROS));
    publish(changes);
    return changes;
  }

  private void publish(List<CameraChange> changes) throws Exception {
    try (KafkaProducer<String, Camera> producer =
        new KafkaProducer<>(
            kafka.producer("cameras"),
            new StringSerializer(),
            AvroSerdes.<Camera>serializer(kafka))) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (CameraChange change : changes) {
        Camera camera = change.now();
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    kafka.topics().name(Topics.CAMERAS), camera.getCamera(), camera)));
      }
      for (Future<RecordMetadata> future : sent) {
        future.get();
      }
    }
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void close() {}
}
