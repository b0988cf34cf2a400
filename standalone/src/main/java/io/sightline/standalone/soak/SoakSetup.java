package io.sightline.standalone.soak;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder, the ports and the configuration of a trial.
 *
 * @param folder for everything that the trial writes
 * @param recording played in a loop by the only camera
 */
public record SoakSetup(
    Path folder, Path recording, int brokerPort, int registryPort, int adminPort) {
  private static final int PARTITIONS = 4;

  /** Takes free ports. */
  public static SoakSetup in(Path folder, Path recording) throws IOException {
    Files.createDirectories(folder);
    return new SoakSetup(
        folder.toAbsolutePath(),
        recording.toAbsolutePath(),
        FreePorts.next(),
        FreePorts.next(),
        FreePorts.next());
  }

  /**
   * Writes the configuration: clips go after seconds, so that deletion takes part, and transactions
   * of the processors stay open for a while with their records in the log, so that kills find them.
   */
  Path writeConfig(boolean cameraOn) throws IOException {
    return Files.writeString(
        folder.resolve("sightline.yaml"),
        """
        site: soak
        data: %s
        kafka:
          port: %d
          properties:
            streams.commit.interval.ms: 500
            streams.producer.linger.ms: 0
        registry: {port: %d}
        admin: {port: %d}
        console: {port: 0}
        cameras:
          - id: looped
            source: %s
            loop: true
            enabled: %s
            retention: 20s
        """
            .formatted(
                folder.resolve("data"), brokerPort, registryPort, adminPort, recording, cameraOn));
  }

  Path brokerFolder() {
    return folder.resolve("broker");
  }

  String bootstrapServers() {
    return "127.0.0.1:" + brokerPort;
  }

  Path store() {
    return folder.resolve("data").resolve("clips");
  }

  Path log() {
    return folder.resolve("standalone.log");
  }

  KafkaSettings kafka() {
    return new KafkaSettings(
        new Topics(Topics.DEFAULT_PREFIX),
        PARTITIONS,
        1,
        Map.of("bootstrap.servers", bootstrapServers()),
        "http://127.0.0.1:" + registryPort);
  }
}
