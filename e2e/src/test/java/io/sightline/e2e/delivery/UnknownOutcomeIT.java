package io.sightline.e2e.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.DeliveryState;
import io.sightline.avro.Notification;
import io.sightline.e2e.cluster.Cluster;
import io.sightline.schemas.Topics;
import io.sightline.standalone.FreePorts;
import io.sightline.standalone.soak.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process is killed after the receiver got the alert and before it has answered. */
class UnknownOutcomeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int ALERTS = 5;

  @TempDir Path folder;

  @Test
  void killedBetweenSendingAndRecording_resendSeesEveryAlertAndOneTwice() throws Exception {
    List<Notification> receipts = killed("resend", 2);

    assertThat(receipts.get(0).getState()).isEqualTo(DeliveryState.RETRYING);
    assertThat(receipts.get(0).getAnswer()).contains("whether it arrived is unknown");
    assertThat(receipts.get(1).getState()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(receipts.get(1).getAttempt()).isEqualTo(2);
    assertThat(receipts.get(0).getIdempotencyKey()).isEqualTo(receipts.get(1).getIdempotencyKey());
    assertThat(receipts).hasSize(ALERTS + 1);
  }

  @Test
  void killedBetweenSendingAndRecording_dropSendsNothingTwice() throws Exception {
    List<Notification> receipts = killed("drop", 1);

    assertThat(receipts.get(0).getState()).isEqualTo(DeliveryState.DROPPED);
    assertThat(receipts.get(0).getAnswer()).contains("whether it arrived is unknown");
    assertThat(receipts).hasSize(ALERTS);
  }

  /** Returns the receipts; the first alert was sent {@code times}, every other once, in order. */
  private List<Notification> killed(String onUnknown, int times) throws Exception {
    try (Hook hook = Hook.hanging();
        Cluster cluster = Cluster.start(folder.resolve("broker"))) {
      for (int i = 1; i <= ALERTS; i++) {
        cluster.send(Topics.ALERTS, "hall", alert(i));
      }
      Path config = config(cluster, hook, onUnknown);
      try (ChildProcess first = child(config, "first.log")) {
        await().atMost(PATIENCE).until(() -> hook.calls.size() == 1);
        assertThat(cluster.values(Topics.NOTIFICATIONS)).isEmpty();
        first.kill();
      }
      hook.letGo();
      try (ChildProcess second = child(config, "second.log")) {
        String last = "hall-i" + ALERTS;
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    cluster.values(Topics.NOTIFICATIONS).stream()
                        .anyMatch(receipt -> receipt.getAlertId().equals(last)));
        second.stop(Duration.ofSeconds(30));
      }
      List<String> expected =
          IntStream.rangeClosed(1, ALERTS)
              .flatMap(i -> IntStream.generate(() -> i).limit(i == 1 ? times : 1))
              .mapToObj(i -> "hall-i" + i + "/0/pager")
              .toList();
      assertThat(hook.calls).containsExactlyElementsOf(expected);
      return cluster.values(Topics.NOTIFICATIONS);
    }
  }

  private ChildProcess child(Path config, String log) throws Exception {
    Path file = folder.resolve(log);
    return ChildProcess.start(folder, file, file, List.of("alerting", "-c", config.toString()));
  }

  private Path config(Cluster cluster, Hook hook, String onUnknown) throws Exception {
    return Files.writeString(
        folder.resolve("sightline.yaml"),
        """
        data: %s
        topics: {partitions: 1}
        kafka: {instance: one, properties: {bootstrap.servers: '%s'}}
        registry: {url: '%s'}
        admin: {port: %d}
        alerting:
          channels:
            - name: pager
              type: webhook
              url: %s
              secret: whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=
              states: [opened]
              timeout: 100s
              on_unknown: %s
        """
            .formatted(
                folder.resolve("data"),
                cluster.bootstrapServers(),
                cluster.kafka().registryUrl(),
                FreePorts.next(),
                hook.url(),
                onUnknown));
  }

  private static Alert alert(int number) {
    return Alert.newBuilder()
        .setAlertId("hall-i" + number)
        .setRecordId("hall-i" + number + "-0")
        .setCamera("hall")
        .setCapturedAt(Instant.now())
        .setState(AlertState.OPENED)
        .build();
  }
}
