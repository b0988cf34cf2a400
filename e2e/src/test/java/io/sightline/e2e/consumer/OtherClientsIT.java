package io.sightline.e2e.consumer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Subject;
import io.sightline.e2e.cluster.Cluster;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick starts of the documentation for clients that are not Java's, as programs. */
class OtherClientsIT {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("sightline.root", ".."), "docs", "examples");

  @TempDir Path folder;
  private Cluster cluster;

  @BeforeEach
  void publishAlerts() throws Exception {
    cluster = Cluster.start(folder.resolve("broker"));
    cluster.send(Topics.ALERTS, "hall", alert(0, AlertState.OPENED));
    cluster.sendAndAbort(Topics.ALERTS, "hall", alert(7, AlertState.UPDATED));
    cluster.send(Topics.ALERTS, "hall", alert(1, AlertState.CLOSED));
  }

  @AfterEach
  void stop() throws Exception {
    cluster.close();
  }

  @Test
  void python_readsAlertsWithoutThoseOfAbortedTransactions() throws Exception {
    assumeTrue(
        runs("/usr/bin/python3", "-c", "import confluent_kafka, avro"),
        "needs Python with confluent_kafka and avro (Debian's python3-confluent-kafka, python3-avro)");
    String script = EXAMPLES.resolve("plain_consumer.py").toString();
    assertThat(
            output(
                "/usr/bin/python3",
                script,
                cluster.bootstrapServers(),
                cluster.kafka().registryUrl(),
                "2"))
        .containsExactly(
            "hall-i1 revision 0 OPENED PERSON person 0.5",
            "hall-i1 revision 1 CLOSED PERSON person 0.5");
  }

  @Test
  void kcat_readsKeysAndBytesWithoutThoseOfAbortedTransactions() throws Exception {
    assumeTrue(runs("kcat", "-V"), "needs kcat (Debian's package of that name)");
    assertThat(
            output(
                "kcat",
                "-C",
                "-b",
                cluster.bootstrapServers(),
                "-t",
                "sightline.alerts",
                "-X",
                "isolation.level=read_committed",
                "-o",
                "beginning",
                "-e",
                "-q",
                "-f",
                "%k %o\\n"))
        .hasSize(2)
        .allMatch(line -> line.startsWith("hall "));
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> output(String... command) throws Exception {
    Path out = folder.resolve("out.txt");
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, SECONDS)).as("the example ended").isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
      return Files.readAllLines(out);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Alert alert(int revision, AlertState state) {
    return Alert.newBuilder()
        .setAlertId("hall-i1")
        .setRevision(revision)
        .setRecordId("hall-i1-" + revision)
        .setCamera("hall")
        .setState(state)
        .setSubject(Subject.PERSON)
        .setLabel("person")
        .setConfidence(0.5f)
        .build();
  }
}
