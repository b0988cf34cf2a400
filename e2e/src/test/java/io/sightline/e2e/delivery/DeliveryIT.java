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
import io.sightline.runtime.ConfigLoader;
import io.sightline.runtime.LinksConfig;
import io.sightline.runtime.Service;
import io.sightline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryIT {
  private static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void brokenChannels_doNotHoldUpAnotherAndEachAttemptHasAReceipt() throws Exception {
    try (Hook hanging = Hook.hanging();
        Hook failing = Hook.answering(500);
        Hook dropping = Hook.dropping();
        Hook working = Hook.answering(204);
        Cluster cluster = Cluster.start(folder.resolve("broker"))) {
      start(
          cluster,
          channel("hanging", hanging, "attempts: 1, breaker: {open_for: 10ms}"),
          channel("failing", failing, "attempts: 2, breaker: {open_for: 10ms}"),
          channel("dropping", dropping, "attempts: 2, breaker: {open_for: 10ms}"),
          channel("working", working, "attempts: 2, breaker: {open_for: 10ms}"));
      for (int i = 1; i <= 3; i++) {
        cluster.send(Topics.ALERTS, "hall", alert(i));
      }

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(receipts(cluster, "working")).hasSize(3);
                assertThat(receipts(cluster, "failing")).hasSize(6);
                assertThat(receipts(cluster, "dropping")).hasSize(6);
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
              tuple(1, DeliveryState.RETRYING, "HTTP 500"),
              tuple(2, DeliveryState.FAILED, "HTTP 500"));
      assertThat(cluster.raw(Topics.DEAD_LETTERS)).hasSize(6);
      assertThat(
              new String(
                  cluster
                      .raw(Topics.DEAD_LETTERS)
                      .get(0)
                      .headers()
                      .lastHeader("dead-letter.message")
                      .value(),
                  StandardCharsets.UTF_8))
          .contains("gave up alert hall-i1 revision 0 at attempt 2");

      hanging.letGo();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(receipts(cluster, "hanging")).hasSize(3));
      assertThat(hanging.calls).doesNotHaveDuplicates();
    }
  }

  @Test
  void receiverThatIsAway_getsEverythingInOrderWhenItIsBack() throws Exception {
    try (Hook hook = Hook.answering(503);
        Cluster cluster = Cluster.start(folder.resolve("broker"))) {
      start(cluster, channel("pager", hook, "attempts: 1, breaker: {failures: 3, open_for: 1s}"));
      for (int revision = 0; revision < 3; revision++) {
        cluster.send(
            Topics.ALERTS, "hall", Alert.newBuilder(alert(1)).setRevision(revision).build());
      }
      await().atMost(PATIENCE).until(() -> receipts(cluster, "pager").size() > 4);
      assertThat(hook.calls).containsOnly("hall-i1/0/pager");

      hook.answer(200);

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(receipts(cluster, "pager"))
                      .filteredOn(r -> r.getState() == DeliveryState.DELIVERED)
                      .extracting(Notification::getRevision)
                      .containsExactly(0, 1, 2));
      assertThat(receipts(cluster, "pager"))
          .extracting(Notification::getState)
          .containsOnly(DeliveryState.RETRYING, DeliveryState.DELIVERED);
      assertThat(cluster.raw(Topics.DEAD_LETTERS)).isEmpty();
    }
  }

  @Test
  void recordThatIsNoAlert_isADeadLetterAndTheNextIsTold() throws Exception {
    try (Hook hook = Hook.answering(200);
        Cluster cluster = Cluster.start(folder.resolve("broker"))) {
      start(cluster, channel("pager", hook, "attempts: 1, breaker: {open_for: 10ms}"));
      cluster.send(Topics.ALERTS, "hall", new byte[] {1, 2, 3});
      cluster.send(Topics.ALERTS, "hall", alert(1));

      await().atMost(PATIENCE).until(() -> receipts(cluster, "pager").size() == 1);
      assertThat(hook.calls).containsExactly("hall-i1/0/pager");
      assertThat(cluster.raw(Topics.DEAD_LETTERS)).hasSize(1);
    }
  }

  private static void start(Cluster cluster, ChannelConfig... channels) throws Exception {
    List<Service> services =
        DeliveryServices.create(
            List.of(channels),
            LinksConfig.OFF,
            cluster.kafka(),
            Clock.systemUTC(),
            "test",
            new SimpleMeterRegistry());
    for (Service service : services) {
      cluster.started(service);
    }
  }

  /** Its timeout is longer than the test waits. */
  private static ChannelConfig channel(String name, Hook hook, String more) throws Exception {
    return ConfigLoader.parse(
        name,
        """
        {name: %s, type: webhook, url: '%s', secret: %s, states: [opened], timeout: 100s,
         backoff: 10ms, backoff_at_most: 10ms, max_alert_age: 1h, %s}
        """
            .formatted(name, hook.url(), SECRET, more),
        ChannelConfig.class,
        Map.of());
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
