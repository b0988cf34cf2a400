package io.sightline.standalone.soak;

import io.sightline.standalone.FreePorts;
import io.sightline.standalone.soak.ClusterNetwork.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** Three nodes, each of them broker and controller, in processes of their own. */
final class ClusterNodes implements AutoCloseable {
  static final int NODES = 3;

  private static final List<String> FLAGS = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

  /** One of them. */
  final class Node {
    private final int number;
    private final Place place;
    private final int port = FreePorts.next();
    private final int controllerPort = FreePorts.next();
    private final int adminPort = FreePorts.next();
    private volatile @Nullable ChildProcess process;

    private Node(int number, Place place) throws IOException {
      this.number = number;
      this.place = place;
    }

    private String address() {
      return place.address() + ":" + port;
    }

    private String voter() {
      return number + "=" + place.address() + ":" + controllerPort;
    }

    void start() throws IOException {
      List<String> arguments = new ArrayList<>();
      arguments.add(folder.resolve("node-" + number).toString());
      arguments.add(place.address());
      arguments.add(Integer.toString(port));
      arguments.add(Integer.toString(adminPort));
      arguments.add(Integer.toString(number));
      arguments.add(clusterId);
      all.forEach(node -> arguments.add(node.voter()));
      ChildProcess.Launch launch =
          new ChildProcess.Launch(place.before(), FLAGS, ChildProcess.Launch.DEFAULT.classPath());
      Path log = folder.resolve("node-" + number + ".log");
      process = ChildProcess.start(launch, folder, log, log, ClusterNode.class, arguments);
    }

    void awaitReady(Duration atMost) throws IOException, InterruptedException {
      started().awaitReady(place.address(), adminPort, atMost);
    }

    void kill() throws InterruptedException {
      started().kill();
    }

    private ChildProcess started() {
      return Objects.requireNonNull(process, name());
    }

    String name() {
      return "broker " + number;
    }
  }

  private final Path folder;
  private final String clusterId = Uuid.randomUuid().toString();
  private final List<Node> all = new ArrayList<>();

  /** The last one is on the other machine. None is started yet. */
  ClusterNodes(Path folder, ClusterNetwork network) throws IOException {
    this.folder = folder;
    for (int number = 1; number <= NODES; number++) {
      all.add(new Node(number, number == NODES ? network.there() : network.here()));
    }
  }

  /** All at once: the first would wait for the second. */
  void start(Duration atMost) throws IOException, InterruptedException {
    for (Node node : all) {
      node.start();
    }
    for (Node node : all) {
      node.awaitReady(atMost);
    }
  }

  Node first() {
    return all.get(0);
  }

  String bootstrapServers() {
    return all.stream().map(Node::address).collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    all.forEach(
        node -> {
          ChildProcess running = node.process;
          if (running != null) {
            running.close();
          }
        });
  }
}
