package io.sightline.standalone.bench;

import io.sightline.runtime.KafkaSettings;
import io.sightline.standalone.FreePorts;
import io.sightline.standalone.soak.ChildProcess;
import io.sightline.standalone.soak.ScriptedDetect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;

/** So many detect and as many alerting processes, with a detector that waits. */
final class PipelineMembers implements AutoCloseable {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 200;

  private record Member(ChildProcess process, int adminPort) {}

  private final Path folder;
  private final KafkaSettings kafka;
  private final int each;
  private final PipelineBench.Settings settings;
  private final List<Member> detect = new ArrayList<>();
  private final List<Member> alerting = new ArrayList<>();

  /** Starts them. */
  PipelineMembers(Path folder, KafkaSettings kafka, int each, PipelineBench.Settings settings)
      throws IOException {
    this.folder = folder;
    this.kafka = kafka;
    this.each = each;
    this.settings = settings;
    try {
      for (int i = 1; i <= each; i++) {
        detect.add(start("detect-" + i, true));
        alerting.add(start("alerting-" + i, false));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private Member start(String name, boolean detects) throws IOException {
    int adminPort = FreePorts.next();
    Path config = Files.writeString(folder.resolve(name + ".yaml"), config(name, adminPort));
    Path log = folder.resolve(name + ".log");
    List<String> arguments = List.of("alerting", "-c", config.toString());
    List<String> waiting = List.of(config.toString(), "" + settings.idle().toMillis());
    ChildProcess process =
        detects
            ? ChildProcess.start(folder, log, log, ScriptedDetect.class, waiting)
            : ChildProcess.start(folder, log, log, arguments);
    return new Member(process, adminPort);
  }

  private String config(String name, int adminPort) {
    return """
        data: %s
        store: {path: %s}
        admin: {port: %d}
        topics: {prefix: %s, partitions: %d}
        kafka: {instance: %s, properties: {bootstrap.servers: '%s'}}
        registry: {url: '%s'}
        detect: {threads: %d}
        """
        .formatted(
            folder.resolve("data-" + name),
            folder.resolveSibling("clips"),
            adminPort,
            kafka.topics().prefix(),
            kafka.partitions(),
            name,
            kafka.properties().get("bootstrap.servers"),
            kafka.registryUrl(),
            settings.threads());
  }

  /** Returns when each is ready and has its share of the partitions. */
  void awaitReady(Duration atMost) throws IOException, InterruptedException, ExecutionException {
    long end = System.nanoTime() + atMost.toNanos();
    for (List<Member> some : List.of(detect, alerting)) {
      for (Member member : some) {
        member.process().awaitReady(member.adminPort(), atMost);
      }
    }
    try (Admin admin = Admin.create(kafka.admin("bench"))) {
      for (String group : List.of("detect", "alerting")) {
        String id = kafka.topics().id(group);
        while (!isShared(admin.describeConsumerGroups(List.of(id)).all().get().values())) {
          if (System.nanoTime() > end) {
            throw new IOException(
                "group %s has not shared its partitions among %d within %s"
                    .formatted(id, each, atMost));
          }
          Thread.sleep(LOOK_MILLIS);
        }
      }
    }
  }

  private boolean isShared(Collection<ConsumerGroupDescription> groups) {
    return groups.stream()
        .allMatch(
            group ->
                group.groupState() == GroupState.STABLE
                    && group.members().size() == each
                    && group.members().stream()
                        .noneMatch(m -> m.assignment().topicPartitions().isEmpty()));
  }

  double detectCpuSeconds() {
    return cpuSeconds(detect);
  }

  double alertingCpuSeconds() {
    return cpuSeconds(alerting);
  }

  private static double cpuSeconds(List<Member> members) {
    return members.stream().mapToLong(m -> m.process().cpu().toMillis()).sum() / 1000.0;
  }

  /** One after the other, detect first. */
  void stop() throws IOException, InterruptedException {
    for (Member member : detect) {
      member.process().stop(STOP_WITHIN);
    }
    for (Member member : alerting) {
      member.process().stop(STOP_WITHIN);
    }
  }

  @Override
  public void close() {
    detect.forEach(member -> member.process().close());
    alerting.forEach(member -> member.process().close());
  }
}
