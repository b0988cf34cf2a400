package io.sightline.standalone.soak;

import io.sightline.standalone.FreePorts;
import io.sightline.standalone.Main;
import io.sightline.standalone.Processes;
import io.sightline.standalone.soak.ChildProcess.Launch;
import io.sightline.standalone.soak.ClusterNetwork.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A processor as a process; it keeps name, folder and port when it is started again. */
final class ClusterMember implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

  private final Processes.Kind kind;
  private final String name;
  private final Place place;
  private final Path folder;
  private final int adminPort = FreePorts.next();
  private Launch launch;
  private volatile @Nullable ChildProcess process;

  /**
   * @param number among those of its kind
   * @param previous folder with the jars of another release; null: this one
   */
  ClusterMember(Processes.Kind kind, int number, Place place, Path folder, @Nullable Path previous)
      throws IOException {
    this.kind = kind;
    this.name = kind.name().toLowerCase(Locale.ROOT) + "-" + number;
    this.place = place;
    this.folder = folder;
    this.launch = thisRelease();
    if (previous != null) {
      launch = launch.of(previous);
    }
  }

  private Launch thisRelease() {
    return new Launch(place.before(), FLAGS, Launch.DEFAULT.classPath());
  }

  Processes.Kind kind() {
    return kind;
  }

  String name() {
    return name;
  }

  /**
   * @param common what the configurations of all have alike
   */
  void write(String common) throws IOException {
    Files.writeString(
        config(),
        """
        data: %s
        admin: {host: %s, port: %d}
        %s
        """
            .formatted(
                folder.resolve("data-" + name),
                place.address(),
                adminPort,
                common.replace("INSTANCE", name)));
  }

  void start() throws IOException {
    Path log = folder.resolve(name + ".log");
    String command = kind.name().toLowerCase(Locale.ROOT);
    process =
        ChildProcess.start(
            launch, folder, log, log, Main.class, List.of(command, "-c", config().toString()));
  }

  void awaitReady(Duration atMost) throws IOException, InterruptedException {
    started().awaitReady(place.address(), adminPort, atMost);
  }

  void kill() throws InterruptedException {
    started().kill();
  }

  /** From the next start on it is of this release. */
  void upgrade() {
    launch = thisRelease();
  }

  /** Returns the exit code. */
  int stop(Duration atMost) throws IOException, InterruptedException {
    return started().stop(atMost);
  }

  private ChildProcess started() {
    return Objects.requireNonNull(process, name);
  }

  private Path config() {
    return folder.resolve(name + ".yaml");
  }

  @Override
  public void close() {
    ChildProcess running = process;
    if (running != null) {
      running.close();
    }
  }
}
