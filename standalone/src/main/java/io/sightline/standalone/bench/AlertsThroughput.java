package io.sightline.standalone.bench;

import io.sightline.avro.Detections;
import io.sightline.avro.FrameRef;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.scripted.Publisher;
import io.sightline.standalone.scripted.ScriptedCamera;
import io.sightline.standalone.scripted.ScriptedCamera.Cycle;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Detections of many cameras through one topology in a process of its own: processor time. */
final class AlertsThroughput {
  /** 20 s with somebody there, 4 s until the activity ends, 6 s of quiet. */
  private static final Cycle CYCLE = new Cycle(100, 20, 30);

  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long LOOK_MILLIS = 100;

  /**
   * What a process did after it had warmed up.
   *
   * @param residentMb at its end
   */
  record Cost(long records, double cpuSeconds, double wallSeconds, long residentMb) {
    double recordsPerCpuSecond() {
      return records / cpuSeconds;
    }
  }

  private final KafkaSettings kafka;
  private final Path folder;
  private long published;

  AlertsThroughput(KafkaSettings kafka, Path folder) {
    this.kafka = kafka;
    this.folder = folder;
  }

  static String passThroughTopic(KafkaSettings kafka) {
    return kafka.topics().prefix() + ".pass-through";
  }

  /**
   * Publishes what detect would have: so many records at least, cameras in turn. Returns the
   * SHA-256 of all.
   */
  String publish(int cameras, int records) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Admin admin = Admin.create(kafka.admin("bench"))) {
      admin
          .createTopics(
              List.of(new NewTopic(passThroughTopic(kafka), kafka.partitions(), (short) 1)))
          .all()
          .get();
    }
    List<ScriptedCamera> all = new ArrayList<>();
    for (int i = 0; i < cameras; i++) {
      all.add(new ScriptedCamera(String.format(Locale.ROOT, "cam-%04d", i), START, CYCLE, i * 7));
    }
    try (Publisher publisher = new Publisher(kafka, 20)) {
      for (ScriptedCamera camera : all) {
        publisher.publish(Topics.CAMERAS, camera.id(), camera.configuration());
      }
      while (published < records) {
        for (ScriptedCamera camera : all) {
          for (FrameRef record : camera.next()) {
            Detections detections = ScriptedCamera.examined(record);
            digest.update(detections.toByteBuffer());
            publisher.publish(Topics.DETECTIONS, camera.id(), detections);
            published++;
          }
        }
      }
      publisher.flush();
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  long published() {
    return published;
  }

  /**
   * @param flags of the JVM
   * @param warm records before which nothing is measured
   */
  Cost run(StreamsChild.Kind kind, List<String> flags, long warm) throws Exception {
    Path state = Files.createDirectories(folder.resolve("state-" + kind.application()));
    Process process = start(kind, flags, state);
    try (Admin admin = Admin.create(kafka.admin("bench"))) {
      String group = kafka.topics().id(kind.application());
      long first = await(admin, group, warm, process);
      double cpu = cpuSeconds(process);
      long wall = System.nanoTime();
      long last = await(admin, group, published, process);
      return new Cost(
          last - first,
          cpuSeconds(process) - cpu,
          (System.nanoTime() - wall) / 1e9,
          residentMb(process));
    } finally {
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private Process start(StreamsChild.Kind kind, List<String> flags, Path state) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of(
            StreamsChild.class.getName(),
            kind.name(),
            kafka.topics().prefix(),
            "" + kafka.partitions(),
            String.valueOf(kafka.properties().get("bootstrap.servers")),
            kafka.registryUrl(),
            state.toString()));
    Path log = folder.resolve(kind.application() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.appendTo(log.toFile()))
            .redirectError(Redirect.appendTo(log.toFile()));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    return builder.start();
  }

  private static long await(Admin admin, String group, long records, Process process)
      throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long now = committed(admin, group);
    while (now < records) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException(
            "%s got to %d of %d records; exit %s"
                .formatted(group, now, records, process.isAlive() ? "none" : process.exitValue()));
      }
      Thread.sleep(LOOK_MILLIS);
      now = committed(admin, group);
    }
    return now;
  }

  /** Records behind which the group is; there are no others on the topic, nor markers. */
  private static long committed(Admin admin, String group) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    return offsets.values().stream().mapToLong(o -> o == null ? 0 : o.offset()).sum();
  }

  private static double cpuSeconds(Process process) {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  private static long residentMb(Process process) throws IOException {
    String status =
        Files.readString(
            Path.of("/proc/" + process.pid() + "/status"), StandardCharsets.ISO_8859_1);
    String line = status.lines().filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
  }
}
