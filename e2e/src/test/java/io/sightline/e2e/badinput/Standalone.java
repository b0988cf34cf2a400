package io.sightline.e2e.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.FreePorts;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.soak.ChildProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/**
 * {@code sightline standalone} as a process of its own, and its topics.
 *
 * @param log its standard error
 */
public record Standalone(ChildProcess process, KafkaSettings kafka, int adminPort, Path log)
    implements AutoCloseable {
  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /**
   * @param folder in which it is started and keeps its data
   * @param more of its configuration: cameras, and what differs from the defaults
   */
  public static Standalone start(Path folder, String more) throws Exception {
    int broker = FreePorts.next();
    int registry = FreePorts.next();
    int admin = FreePorts.next();
    String ports =
        "data: data\nkafka: {port: %d}\nregistry: {port: %d}\nadmin: {port: %d}\nconsole: {port: 0}\n"
            .formatted(broker, registry, admin);
    Files.writeString(folder.resolve("sightline.yaml"), ports + more);
    Path log = folder.resolve("log.txt");
    ChildProcess process =
        ChildProcess.start(folder, log, log, List.of("standalone", "-c", "sightline.yaml"));
    KafkaSettings kafka =
        new KafkaSettings(
            new Topics(Topics.DEFAULT_PREFIX),
            PARTITIONS,
            1,
            Map.of("bootstrap.servers", "127.0.0.1:" + broker),
            "http://127.0.0.1:" + registry);
    process.awaitReady(admin, PATIENCE);
    return new Standalone(process, kafka, admin, log);
  }

  /** All committed values of a topic as it is now. */
  public <V extends SpecificRecord> List<V> values(Topic<V> topic) {
    return TopicRecords.committed(kafka, topic).stream()
        .map(record -> record.value())
        .filter(Objects::nonNull)
        .toList();
  }

  /** What it says at {@code /health/live}. */
  JsonNode live() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + adminPort + "/health/live");
    return new ObjectMapper().readTree(uri.toURL());
  }

  @Override
  public void close() throws Exception {
    process.kill();
  }
}
