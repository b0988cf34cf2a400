package io.sightline.standalone.soak;

import io.sightline.runtime.ConfigLoader;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.FreePorts;
import io.sightline.standalone.cameras.CameraPublisher;
import io.sightline.standalone.config.CameraConfig;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.demo.DemoVideo;
import io.sightline.standalone.registry.EmbeddedRegistry;
import io.sightline.standalone.registry.RegistryPort;
import io.sightline.standalone.topics.TopicService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What processors need: three brokers, and in this process a registry, a bucket, a receiver. */
final class ClusterPlatform implements AutoCloseable {
  static final String SITE = "trial";
  static final String CHANNEL = "receiver";

  private static final int PARTITIONS = 4;
  private static final long SLOW_MILLIS = 2500;

  private final Path folder;
  private final Clock clock;
  private final String host;
  private final int registryPort = FreePorts.next();
  private final ClusterNodes nodes;
  private final BucketServer bucket;
  private final FlakyReceiver receiver;
  private final KafkaSettings kafka;
  private EmbeddedRegistry registry;

  /** Nothing runs yet. */
  ClusterPlatform(Path folder, ClusterNetwork network, Clock clock) throws IOException {
    this.folder = folder;
    this.clock = clock;
    this.host = network.here().address();
    this.nodes = new ClusterNodes(folder, network);
    this.bucket = new BucketServer(host);
    this.receiver = new FlakyReceiver(host, SLOW_MILLIS);
    this.registry = newRegistry();
    this.kafka =
        new KafkaSettings(
            new Topics(Topics.DEFAULT_PREFIX),
            PARTITIONS,
            ClusterNodes.NODES,
            Map.of("bootstrap.servers", nodes.bootstrapServers()),
            "http://" + host + ":" + registryPort);
  }

  private EmbeddedRegistry newRegistry() {
    return new EmbeddedRegistry(
        () -> Map.of("bootstrap.servers", nodes.bootstrapServers()),
        ClusterNodes.NODES,
        RegistryPort.open(host, registryPort));
  }

  void start(Duration atMost) throws Exception {
    nodes.start(atMost);
    registry.start();
    new TopicService(kafka).start();
  }

  /** Cameras that play the scene in a loop, and whose clips go soon. */
  void publishCameras(int count) throws Exception {
    Path scene = folder.resolve("scene.mp4");
    DemoVideo.write(scene);
    StringBuilder cameras = new StringBuilder("cameras:\n");
    for (int i = 1; i <= count; i++) {
      cameras.append("  - {id: cam-%02d, source: %s, loop: true, ".formatted(i, scene));
      cameras.append("retention: 90s}\n");
    }
    Path file = Files.writeString(folder.resolve("cameras.yaml"), cameras);
    publish(ConfigLoader.load(file, SightlineConfig.class).cameras());
  }

  /** Whoever has a camera ends what it has begun. */
  void withdrawCameras() throws Exception {
    publish(List.of());
  }

  private void publish(List<CameraConfig> cameras) throws Exception {
    try (CameraPublisher publisher = new CameraPublisher(kafka, SITE, cameras, clock)) {
      publisher.start();
    }
  }

  /** What the configurations of all processes have alike; INSTANCE stands for a process's name. */
  String configuration() {
    return """
        site: %s
        store:
          path: %s
          s3: {endpoint: '%s', bucket: %s, prefix: media/, access_key: user, secret_key: secret,
               timeout: 3s, attempts: 2, unsent_retry: 2s}
        topics: {partitions: %d, replication_factor: %d}
        kafka: {instance: INSTANCE, properties: {bootstrap.servers: '%s'}}
        registry: {url: '%s'}
        alerting:
          channels:
            - name: %s
              type: webhook
              url: %s
              secret: whsec_c2lnaHRsaW5lLXNvYWstYWxlcnRzLXNlY3JldA==
              timeout: 1s
              attempts: 12
              rate_per_minute: 0
              backoff: 100ms
              backoff_at_most: 1s
        """
        .formatted(
            SITE,
            folder.resolve("unsent-INSTANCE"),
            bucket.endpoint(),
            BucketServer.BUCKET,
            kafka.partitions(),
            kafka.replicationFactor(),
            nodes.bootstrapServers(),
            kafka.registryUrl(),
            CHANNEL,
            receiver.url());
  }

  KafkaSettings kafka() {
    return kafka;
  }

  ClusterNodes nodes() {
    return nodes;
  }

  BucketServer bucket() {
    return bucket;
  }

  FlakyReceiver receiver() {
    return receiver;
  }

  void takeRegistry() {
    registry.close();
  }

  void returnRegistry() throws IOException, InterruptedException {
    registry = newRegistry();
    registry.start();
  }

  @Override
  public void close() {
    registry.close();
    nodes.close();
    bucket.close();
    receiver.close();
  }
}
