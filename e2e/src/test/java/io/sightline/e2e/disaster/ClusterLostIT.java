package io.sightline.e2e.disaster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.AlertingConfig;
import io.sightline.alerting.AlertingServices;
import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Outcome;
import io.sightline.e2e.cluster.Cluster;
import io.sightline.e2e.delivery.Hook;
import io.sightline.runtime.ConfigLoader;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.LinksConfig;
import io.sightline.runtime.Service;
import io.sightline.schemas.Topics;
import io.sightline.standalone.broker.BrokerSettings;
import io.sightline.standalone.broker.EmbeddedBroker;
import io.sightline.standalone.scripted.Publisher;
import io.sightline.standalone.scripted.ScriptedCamera;
import io.sightline.standalone.scripted.ScriptedCamera.Cycle;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody is in the picture for the second time when the cluster is lost. */
class ClusterLostIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Cycle CYCLE = new Cycle(30, 15, 10);
  private static final int MIRRORED = 55 + 20;
  private static final int LOST = 5;
  private static final int AFTER = 2 * 55;

  private static final Alert TAKEN_BACK =
      Alert.newBuilder()
          .setAlertId("hall-i0")
          .setRecordId("hall-i0-0")
          .setCamera("hall")
          .setCapturedAt(Instant.EPOCH)
          .build();

  @TempDir Path folder;

  @Test
  void secondCluster_goesOnWithoutAnAlertAgainOrLostOfWhatWasMirrored() throws Exception {
    ScriptedCamera camera = new ScriptedCamera("hall", Instant.now(), CYCLE, 0);
    try (Hook hook = Hook.answering(200);
        EmbeddedBroker backup =
            new EmbeddedBroker(BrokerSettings.local(folder.resolve("backup")))) {
      backup.start();
      lose(camera, hook, backup);
      assertThat(hook.calls).hasSize(2);

      try (Cluster second = Cluster.on(backup)) {
        List<Alert> mirrored = second.values(Topics.ALERTS);
        assertThat(mirrored).extracting(Alert::getAlertId).doesNotContain(TAKEN_BACK.getAlertId());
        for (Service service : alerting(second.kafka(), hook, "second")) {
          second.started(service);
        }
        publish(second.kafka(), camera, AFTER, true);
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(second.values(Topics.DECISIONS))
                        .extracting(Decision::getActivityId)
                        .containsExactlyElementsOf(camera.ended()));

        assertThat(second.values(Topics.DECISIONS))
            .extracting(Decision::getOutcome)
            .containsOnly(Outcome.ALERTED);
        List<Alert> all = second.values(Topics.ALERTS);
        assertThat(all).startsWith(mirrored.toArray(Alert[]::new));
        assertThat(all)
            .extracting(alert -> alert.getAlertId() + "/" + alert.getRevision())
            .doesNotHaveDuplicates();
        Set<String> incidents = all.stream().map(Alert::getAlertId).collect(Collectors.toSet());
        assertThat(incidents).hasSameSizeAs(camera.ended());
        await().atMost(PATIENCE).until(() -> hook.calls.size() >= incidents.size());
        assertThat(hook.calls).doesNotHaveDuplicates().hasSameSizeAs(incidents);
      }
    }
  }

  /** Returns when the first cluster is gone. */
  private void lose(ScriptedCamera camera, Hook hook, EmbeddedBroker backup) throws Exception {
    try (Cluster first = Cluster.start(folder.resolve("first"))) {
      first.sendAndAbort(Topics.ALERTS, "hall", TAKEN_BACK);
      for (Service service : alerting(first.kafka(), hook, "first")) {
        first.started(service);
      }
      publish(first.kafka(), camera, MIRRORED, false);
      await().atMost(PATIENCE).until(() -> hook.calls.size() == 2);
      mirror(first, backup);
      publish(first.kafka(), camera, LOST, false);
    }
  }

  private static void mirror(Cluster first, EmbeddedBroker backup) throws Exception {
    String from = first.bootstrapServers();
    String to = backup.bootstrapServers();
    try (Mirror mirror = Mirror.start(from, to)) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> Mirrored.check(from, to));
    }
  }

  private List<Service> alerting(KafkaSettings kafka, Hook hook, String state) throws Exception {
    AlertingConfig config =
        ConfigLoader.parse(
            "alerting",
            """
            channels:
              - {name: pager, type: webhook, url: '%s', secret: whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=, states: [opened]}
            """
                .formatted(hook.url()),
            AlertingConfig.class,
            Map.of());
    return AlertingServices.create(
        config, LinksConfig.OFF, kafka, folder.resolve(state), new SimpleMeterRegistry());
  }

  private static void publish(KafkaSettings kafka, ScriptedCamera camera, int ticks, boolean end) {
    try (Publisher publisher = new Publisher(kafka, 0)) {
      publisher.publish(Topics.CAMERAS, camera.id(), camera.configuration());
      for (int tick = 0; tick < ticks; tick++) {
        publish(publisher, camera, camera.next());
      }
      if (end) {
        publish(publisher, camera, camera.close());
      }
    }
  }

  private static void publish(Publisher publisher, ScriptedCamera camera, List<FrameRef> records) {
    records.forEach(
        record ->
            publisher.publish(Topics.DETECTIONS, camera.id(), ScriptedCamera.examined(record)));
  }
}
