package io.sightline.standalone.soak;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.FreePorts;
import io.sightline.standalone.broker.BrokerSettings;
import io.sightline.standalone.broker.EmbeddedBroker;
import io.sightline.standalone.cameras.CameraPublisher;
import io.sightline.standalone.config.CameraConfig;
import io.sightline.standalone.registry.EmbeddedRegistry;
import io.sightline.standalone.topics.TopicService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A broker, a registry, cameras, and ingest processes of one site that share them out. */
final class HandoverSetup implements AutoCloseable {
  static final String SITE = "soak";
  private static final int PARTITIONS = 8;

  private final Path folder;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final KafkaSettings kafka;
  private final Clock clock;

  /**
   * @param recording played in a loop by every camera
   * @param cameras how many
   */
  HandoverSetup(Path folder, Path recording, int cameras, Clock clock) throws Exception {
    this.folder = Files.createDirectories(folder).toAbsolutePath();
    EmbeddedBroker broker = new EmbeddedBroker(BrokerSettings.local(this.folder.resolve("broker")));
    open.push(broker);
    broker.start();
    EmbeddedRegistry registry = new EmbeddedRegistry(broker::bootstrapServers, "127.0.0.1", 0);
    open.push(registry);
    registry.start();
    this.kafka =
        new KafkaSettings(
            new Topics(Topics.DEFAULT_PREFIX),
            PARTITIONS,
            1,
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            registry.url());
    new TopicService(kafka).start();
    this.clock = clock;
    publish(cameras(recording, cameras));
  }

  private void publish(List<CameraConfig> cameras) throws Exception {
    try (CameraPublisher publisher = new CameraPublisher(kafka, SITE, cameras, clock)) {
      publisher.start();
    }
  }

  /** Whoever has a camera ends what it has begun. */
  void withdrawAll() throws Exception {
    publish(List.of());
  }

  private static List<CameraConfig> cameras(Path recording, int count) {
    List<CameraConfig> all = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String id = String.format(Locale.ROOT, "cam-%02d", i);
      all.add(CameraConfig.of(id, recording.toAbsolutePath().toString()).looped());
    }
    return all;
  }

  KafkaSettings kafka() {
    return kafka;
  }

  /** An ingest process on a disk of its own, with the clip store that all share. */
  Member member(String name) throws IOException {
    int admin = FreePorts.next();
    Path config =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            """
            site: %s
            data: %s
            store: {path: %s}
            admin: {port: %d}
            topics: {partitions: %d}
            kafka: {instance: %s, properties: {bootstrap.servers: '%s'}}
            registry: {url: '%s'}
            """
                .formatted(
                    SITE,
                    folder.resolve("data-" + name),
                    folder.resolve("clips"),
                    admin,
                    PARTITIONS,
                    name,
                    kafka.properties().get("bootstrap.servers"),
                    kafka.registryUrl()));
    Path log = folder.resolve(name + ".log");
    ChildProcess process =
        ChildProcess.start(folder, log, log, List.of("ingest", "-c", config.toString()));
    open.push(process);
    return new Member(process, admin);
  }

  /** One of the processes. */
  record Member(ChildProcess process, int adminPort) {}

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
