package io.sightline.e2e.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Subject;
import io.sightline.e2e.cluster.Cluster;
import io.sightline.schemas.Topics;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the documentation, compiled and run without any class of Sightline's. */
class PlainConsumerIT {
  @TempDir Path folder;

  @Test
  void alertsOnTheTopic_arePrintedWithoutThoseOfAbortedTransactions() throws Exception {
    Example example = new Example("PlainConsumer", folder).compile();
    try (Cluster cluster = Cluster.start(folder.resolve("broker"))) {
      cluster.send(Topics.ALERTS, "hall", alert(0, AlertState.OPENED, 0.5f));
      cluster.sendAndAbort(Topics.ALERTS, "hall", alert(1, AlertState.UPDATED, 0.625f));
      cluster.send(Topics.ALERTS, "hall", alert(1, AlertState.UPDATED, 0.75f));
      cluster.send(Topics.ALERTS, "hall", alert(2, AlertState.CLOSED, 0.75f));

      assertThat(example.output(arguments(cluster, 3)))
          .containsExactly(
              "hall-i1 revision 0 OPENED PERSON person 0.5",
              "hall-i1 revision 1 UPDATED PERSON person 0.75",
              "hall-i1 revision 2 CLOSED PERSON person 0.75");
    }
  }

  private static String[] arguments(Cluster cluster, int alerts) {
    return new String[] {
      cluster.bootstrapServers(), cluster.kafka().registryUrl(), Integer.toString(alerts)
    };
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
