package io.sightline.e2e.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Subject;
import io.sightline.e2e.cluster.Cluster;
import io.sightline.schemas.Topics;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the documentation, compiled and run without any class of Sightline's. */
class PlainConsumerIT {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("sightline.root", ".."), "docs", "examples", "PlainConsumer.java");

  /**
   * What the example needs: Kafka's client with its codecs, Avro, and Jackson, which Avro brings.
   */
  private static final Pattern LIBRARY =
      Pattern.compile("(kafka-clients|lz4-java|avro|jackson-[a-z]+|slf4j-api)-[0-9].*jar");

  @TempDir Path folder;

  @Test
  void alertsOnTheTopic_arePrintedWithoutThoseOfAbortedTransactions() throws Exception {
    compile();
    try (Cluster cluster = Cluster.start(folder.resolve("broker"))) {
      cluster.send(Topics.ALERTS, "hall", alert(0, AlertState.OPENED, 0.5f));
      cluster.sendAndAbort(Topics.ALERTS, "hall", alert(1, AlertState.UPDATED, 0.625f));
      cluster.send(Topics.ALERTS, "hall", alert(1, AlertState.UPDATED, 0.75f));
      cluster.send(Topics.ALERTS, "hall", alert(2, AlertState.CLOSED, 0.75f));

      assertThat(output(cluster, 3))
          .containsExactly(
              "hall-i1 revision 0 OPENED PERSON person 0.5",
              "hall-i1 revision 1 UPDATED PERSON person 0.75",
              "hall-i1 revision 2 CLOSED PERSON person 0.75");
    }
  }

  private void compile() {
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                classPath(),
                EXAMPLE.toString());
    assertThat(code).as("exit code of the compiler").isZero();
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> LIBRARY.matcher(Path.of(entry).getFileName().toString()).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private List<String> output(Cluster cluster, int alerts)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "PlainConsumer",
                cluster.bootstrapServers(),
                cluster.kafka().registryUrl(),
                Integer.toString(alerts))
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("log.txt").toFile());
    builder.environment().put("CLASSPATH", folder + File.pathSeparator + classPath());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("the example ended").isTrue();
      assertThat(process.exitValue()).as(Files.readString(folder.resolve("log.txt"))).isZero();
      return Files.readAllLines(out);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Alert alert(int revision, AlertState state, float confidence) {
    return Alert.newBuilder()
        .setAlertId("hall-i1")
        .setRevision(revision)
        .setRecordId("hall-i1-" + revision)
        .setCamera("hall")
        .setState(state)
        .setSubject(Subject.PERSON)
        .setLabel("person")
        .setConfidence(confidence)
        .build();
  }
}
