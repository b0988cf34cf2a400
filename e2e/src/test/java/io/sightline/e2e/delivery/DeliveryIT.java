package io.sightline.e2e.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.delivery.ChannelConfig;
import io.sightline.alerting.delivery.DeliveryServices;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.DeliveryState;
import io.sightline.avro.Notification;
import io.sightline.e2e.cluster.Cluster;
import io.sightline.runtime.Secret;
import io.sightline.runtime.Service;
import io.sightline.schemas.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryIT {
  private static final Secret SECRET =
      new Secret("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void brokenChannels_doNotHoldUpAnotherAndEachAttemptHasAReceipt() throws Exception {
    try (Hook hanging = Hook.hanging();
        Hook failing = Hook.answering(503);
        Hook working = Hook.answering(204);
        Cluster cluster = Cluster.start(folder.resolve("broker"))) {
      start(
          cluster,
          channel("hanging", hanging, 1),
          channel("failing", failing, 2),
          channel("working", working, 2));
      for (int i = 1; i <= 3; i++) {
        cluster.send(Topics.ALERTS, "hall", alert(i));
      }

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(receipts(cluster, "working")).hasSize(3);
                assertThat(receipts(cluster, "failing")).hasSize(6);
                assertThat(hanging.calls).hasSize(1);
              });
      assertThat(receipts(cluster, "hanging")).isEmpty();
      assertThat(receipts(cluster, "working"))
          .extracting(Notification::getState)
          .containsOnly(DeliveryState.DELIVERED);
      assertThat(working.calls)
          .containsExactly("hall-i1/0/working", "hall-i2/0/working", "hall-i3/0/working");
      assertThat(receipts(cluster, "failing").subList(0, 2))
          .extracting(Notification::getAttempt, Notification::getState, Notification::getAnswer)
          .containsExactly(
              tuple(1, DeliveryState.RETRYING, "HTTP 503"),
              tuple(2, DeliveryState.FAILED, "HTTP 503"));

      hanging.letGo();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(receipts(cluster, "hanging")).hasSize(3));
      assertThat(hanging.calls).doesNotHaveDuplicates();
    }
  }

  private static void start(Cluster cluster, ChannelConfig... channels) throws Exception {
    List<Service> services =
        DeliveryServices.create(
            List.of(channels),
            cluster.kafka(),
            Clock.systemUTC(),
            "test",
            new SimpleMeterRegistry());
    for (Service service : services) {
      cluster.started(service);
    }
  }

  /** Its timeout is longer than the test waits. */
  private static ChannelConfig channel(String name, Hook hook, int attempts) {
    return new ChannelConfig(
        name,
        ChannelConfig.Kind.WEBHOOK,
        hook.url(),
        SECRET,
        List.of(AlertState.OPENED),
        Duration.ofSeconds(100),
        attempts,
        Duration.ofMillis(10),
        Duration.ofMillis(10),
        Duration.ofHours(1));
  }

  private static List<Notification> receipts(Cluster cluster, String channel) {
    return cluster.values(Topics.NOTIFICATIONS).stream()
        .filter(receipt -> receipt.getChannel().equals(channel))
        .toList();
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
