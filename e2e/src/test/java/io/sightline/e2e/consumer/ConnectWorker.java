package io.sightline.e2e.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** Kafka Connect with the files of the documentation, as a process of its own. */
final class ConnectWorker implements AutoCloseable {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("sightline.root", ".."), "docs", "examples", "connect")
          .toAbsolutePath()
          .normalize();

  private static final int LOG_LINES = 60;

  /** So that a test need not wait a minute for what a killed one held. */
  private static final String BRIEF_MILLIS = "10000";

  private final Process process;
  private final Path log;

  private ConnectWorker(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** One of the files, with other values for some of its settings. */
  static Properties file(String name, Map<String, String> instead) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(EXAMPLE.resolve(name))) {
      properties.load(reader);
    }
    assertThat(properties.stringPropertyNames()).as(name).containsAll(instead.keySet());
    properties.putAll(instead);
    return properties;
  }

  /**
   * @param folder it is started there
   * @param worker see {@link #file}
   */
  static ConnectWorker start(Path folder, Properties worker, Properties connector)
      throws IOException {
    worker.setProperty("plugin.path", EXAMPLE.resolve("target/plugins").toString());
    worker.setProperty("consumer.session.timeout.ms", BRIEF_MILLIS);
    connector.setProperty("iceberg.kafka.session.timeout.ms", BRIEF_MILLIS);
    connector.setProperty("iceberg.kafka.transaction.timeout.ms", BRIEF_MILLIS);
    Path classes = EXAMPLE.resolve("target/worker");
    assertThat(classes).as("made by mvn -f docs/examples/connect/pom.xml package").isDirectory();
    Path log = Files.createTempFile(folder, "connect", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes + File.separator + "*",
                "org.apache.kafka.connect.cli.ConnectStandalone",
                stored(folder.resolve("worker.properties"), worker),
                stored(folder.resolve("alerts.properties"), connector))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("AWS_ACCESS_KEY_ID", "user");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
    builder.environment().put("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required");
    return new ConnectWorker(builder.start(), log);
  }

  private static String stored(Path file, Properties properties) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return file.toString();
  }

  /** Lines of its log with these words. */
  List<String> said(String words) throws IOException {
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(words)).toList();
    }
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("killed").isTrue();
  }

  /** Ends it as a user does, by SIGTERM: a commit that is under way has a minute to end. */
  @Override
  public void close() throws Exception {
    process.destroy();
    boolean ended = process.waitFor(180, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("ended when told to, after %s", lastLines()).isTrue();
  }

  private String lastLines() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
  }
}
