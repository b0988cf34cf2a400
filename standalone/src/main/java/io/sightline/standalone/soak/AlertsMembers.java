package io.sightline.standalone.soak;

import io.sightline.runtime.KafkaSettings;
import io.sightline.standalone.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Three detect and three alerting processes, each of which may be killed and started again. */
final class AlertsMembers implements AutoCloseable {
  private static final int EACH = 3;

  /** What a process does. */
  enum Role {
    DETECT,
    ALERTING;

    String group() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One of the processes; it keeps name, folder and port when it is started again. */
  final class Member {
    private final Role role;
    private final String name;
    private final int adminPort;
    private ChildProcess process;

    private Member(Role role, int number) throws IOException {
      this.role = role;
      this.name = role.group() + "-" + number;
      this.adminPort = FreePorts.next();
      write();
      this.process = started();
    }

    Role role() {
      return role;
    }

    String name() {
      return name;
    }

    ChildProcess process() {
      return process;
    }

    int adminPort() {
      return adminPort;
    }

    void kill() throws InterruptedException {
      process.kill();
    }

    void startAgain() throws IOException {
      process = started();
    }

    private ChildProcess started() throws IOException {
      Path log = folder.resolve(name + ".log");
      String config = file().toString();
      return role == Role.DETECT
          ? ChildProcess.start(folder, log, log, ScriptedDetect.class, List.of(config))
          : ChildProcess.start(folder, log, log, List.of("alerting", "-c", config));
    }

    private Path file() {
      return folder.resolve(name + ".yaml");
    }

    private void write() throws IOException {
      Files.writeString(
          file(),
          """
          site: soak
          data: %s
          store: {path: %s}
          admin: {port: %d}
          topics: {partitions: %d}
          kafka: {instance: %s, properties: {bootstrap.servers: '%s'}}
          registry: {url: '%s'}
          alerting:
            channels:
              - type: log
              - name: flaky
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
                  folder.resolve("data-" + name),
                  folder.resolve("clips"),
                  adminPort,
                  kafka.partitions(),
                  name,
                  kafka.properties().get("bootstrap.servers"),
                  kafka.registryUrl(),
                  receiver));
    }
  }

  private final Path folder;
  private final KafkaSettings kafka;
  private final URI receiver;
  private final List<Member> all = new ArrayList<>();

  AlertsMembers(Path folder, KafkaSettings kafka, URI receiver) throws IOException {
    this.folder = folder;
    this.kafka = kafka;
    this.receiver = receiver;
    for (int i = 1; i <= EACH; i++) {
      all.add(new Member(Role.DETECT, i));
      all.add(new Member(Role.ALERTING, i));
    }
  }

  /** Of both roles in turn. */
  List<Member> all() {
    return List.copyOf(all);
  }

  @Override
  public void close() {
    all.forEach(member -> member.process.close());
  }
}
