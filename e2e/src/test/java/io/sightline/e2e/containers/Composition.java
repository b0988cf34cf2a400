package io.sightline.e2e.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.DockerComposeContainer;

/**
 * What docker-compose.yml describes, running; with {@code -Dsightline.compose.cluster} what
 * docker-compose.cluster.yml makes of it. Images come from the system properties {@code
 * sightline.image}, {@code kafka.image} and {@code s3.image}.
 */
final class Composition implements AutoCloseable {
  private static final String ROOT = System.getProperty("sightline.root", "..");

  private final DockerComposeContainer<?> compose;
  private final int consolePort;

  /**
   * @param footage folder that the containers see as /footage
   */
  Composition(Path footage, String video) throws IOException {
    this.consolePort = freePort();
    this.compose =
        new DockerComposeContainer<>("sightline", files())
            .withEnv(
                Map.of(
                    "SIGHTLINE_IMAGE", System.getProperty("sightline.image", "sightline:local"),
                    "KAFKA_IMAGE", System.getProperty("kafka.image", "apache/kafka:4.3.1"),
                    "S3_IMAGE", System.getProperty("s3.image", "andrewgaul/s3proxy:sha-71541ac"),
                    "FOOTAGE", footage.toString(),
                    "CAMERA_SOURCE", "/footage/" + video,
                    "CONSOLE_PORT", Integer.toString(consolePort)))
            .withPull(false)
            .withTailChildContainers(true);
  }

  private static List<File> files() {
    File one = new File(ROOT, "docker-compose.yml");
    return System.getProperty("sightline.compose.cluster") == null
        ? List.of(one)
        : List.of(one, new File(ROOT, "docker-compose.cluster.yml"));
  }

  void start() {
    compose.start();
  }

  String console() {
    return "http://127.0.0.1:" + consolePort;
  }

  /** What the engine says of each container of ours. */
  List<InspectContainerResponse> containers() {
    DockerClient docker = DockerClientFactory.lazyClient();
    return docker.listContainersCmd().exec().stream()
        .filter(
            container ->
                container
                    .getImage()
                    .equals(System.getProperty("sightline.image", "sightline:local")))
        .map(container -> docker.inspectContainerCmd(container.getId()).exec())
        .toList();
  }

  @Override
  public void close() {
    compose.stop();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
