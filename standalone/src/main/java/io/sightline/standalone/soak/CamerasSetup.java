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
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A broker, a registry, and one ingest process with many cameras that are recorded. */
final class CamerasSetup implements AutoCloseable {
  private static final String SITE = "soak";
  private static final int PARTITIONS = 4;

  private final Path folder;
  private final int cameras;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final KafkaSettings kafka;
  private final int adminPort = FreePorts.next();

  /**
   * @param sub with sub-streams, which are looked at
   */
  CamerasSetup(Path folder, RtspRooms rooms, int cameras, boolean sub, Clock clock)
      throws Exception {
    this.folder = Files.createDirectories(folder).toAbsolutePath();
    this.cameras = cameras;
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
    List<CameraConfig> configs =
        IntStream.range(0, cameras).mapToObj(i -> camera(rooms, i, sub)).toList();
    try (CameraPublisher publisher = new CameraPublisher(kafka, SITE, configs, clock)) {
      publisher.start();
    }
  }

  private static CameraConfig camera(RtspRooms rooms, int number, boolean sub) {
    CameraConfig camera = CameraConfig.of("cam-" + number, rooms.address(number)).recordedAlways();
    return sub ? camera.withSubStream(rooms.smallAddress(number)) : camera;
  }

  /** With all settings at their defaults, but for the number of cameras. */
  ChildProcess ingest() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("ingest.yaml"),
            """
            site: %s
            data: %s
            store: {path: %s}
            admin: {port: %d}
            topics: {partitions: %d}
            kafka: {properties: {bootstrap.servers: '%s'}}
            registry: {url: '%s'}
            ingest: {max_cameras: %d}
            """
                .formatted(
                    SITE,
                    folder.resolve("data"),
                    store(),
                    adminPort,
                    PARTITIONS,
                    kafka.properties().get("bootstrap.servers"),
                    kafka.registryUrl(),
                    cameras));
    Path log = folder.resolve("ingest.log");
    ChildProcess process =
        ChildProcess.start(folder, log, log, List.of("ingest", "-c", config.toString()));
    open.push(process);
    return process;
  }

  KafkaSettings kafka() {
    return kafka;
  }

  Path store() {
    return folder.resolve("clips");
  }

  int adminPort() {
    return adminPort;
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
