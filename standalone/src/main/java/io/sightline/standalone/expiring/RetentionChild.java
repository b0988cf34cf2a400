package io.sightline.standalone.expiring;

import io.sightline.runtime.KafkaSettings;
import io.sightline.standalone.FreePorts;
import io.sightline.standalone.soak.ChildProcess;
import io.sightline.standalone.soak.ProcessLook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code sightline retention} as a process of its own, which may be killed and started again. */
public final class RetentionChild implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);

  private final Path folder;
  private final Path config;
  private final String name;
  private final int adminPort;
  private final List<String> flags;
  private ChildProcess process;

  /**
   * @param folder of configuration, state and log
   * @param store folder of the files store
   * @param name among those of its kind
   * @param settings below {@code retention}, in YAML, in one line
   * @param flags of its JVM
   */
  public RetentionChild(
      Path folder,
      Path store,
      KafkaSettings kafka,
      String name,
      String settings,
      List<String> flags)
      throws IOException {
    this.flags = List.copyOf(flags);
    this.folder = Files.createDirectories(folder);
    this.name = name;
    this.adminPort = FreePorts.next();
    this.config = folder.resolve(name + ".yaml");
    Files.writeString(
        config,
        """
        data: %s
        store: {path: %s}
        admin: {port: %d}
        topics: {prefix: %s, partitions: %d}
        kafka: {instance: %s, properties: {bootstrap.servers: '%s'}}
        registry: {url: '%s'}
        retention: %s
        """
            .formatted(
                folder.resolve("data-" + name),
                store,
                adminPort,
                kafka.topics().prefix(),
                kafka.partitions(),
                name,
                kafka.properties().get("bootstrap.servers"),
                kafka.registryUrl(),
                settings));
    this.process = started();
  }

  private ChildProcess started() throws IOException {
    Path log = folder.resolve(name + ".log");
    return ChildProcess.start(flags, folder, log, List.of("retention", "-c", config.toString()));
  }

  public void awaitReady() throws IOException, InterruptedException {
    process.awaitReady(adminPort, READY_WITHIN);
  }

  /** Whether it says so, now. */
  public boolean isReady() throws InterruptedException {
    return process.isReady(adminPort);
  }

  /** Processor time since it was started. */
  public Duration cpu() {
    return process.cpu();
  }

  /** The most memory that was resident since it was started. */
  public long peakMb() throws IOException {
    return ProcessLook.peakKib(process.pid()) / 1024;
  }

  /** The file with its configuration, for other commands beside it. */
  public Path config() {
    return config;
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.kill();
  }

  /** After a kill. */
  public void startAgain() throws IOException {
    process = started();
  }

  @Override
  public void close() {
    process.close();
  }
}
