package io.sightline.e2e.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.AlertingTopology;
import io.sightline.avro.Decision;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.detect.DetectConfig;
import io.sightline.detect.DetectStep;
import io.sightline.e2e.cluster.Cluster;
import io.sightline.e2e.pipeline.PictureTellsModel;
import io.sightline.e2e.pipeline.ScriptedCamera;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.StreamsService;
import io.sightline.runtime.TransactionalLoop;
import io.sightline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadRecordIT {
  private static final byte[] JUNK = "not Avro at all".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @Test
  void recordsThatAreNotAvro_goToTheDeadLettersAndTheStreamGoesOn() throws Exception {
    FilesClipStore store = new FilesClipStore(folder.resolve("clips"));
    DetectStep detect =
        DetectStep.start(new PictureTellsModel(), DetectConfig.defaults(), store, metrics);
    try (Cluster cluster = Cluster.start(folder.resolve("broker"))) {
      start(cluster, detect);
      ScriptedCamera camera =
          new ScriptedCamera(
              store, cluster::send, Clock.systemUTC(), Instant.parse("2026-11-22T12:00:00Z"));
      cluster.send(Topics.CAMERAS, ScriptedCamera.ID, JUNK);
      camera.quiet(1);
      camera.unreadableFrame(() -> cluster.send(Topics.FRAMES, ScriptedCamera.ID, JUNK));
      String blind = camera.activity("", 2);
      cluster.send(Topics.DETECTIONS, ScriptedCamera.ID, JUNK);
      String visit = camera.activity("person 0.9", 4);
      camera.end();

      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(() -> assertThat(cluster.values(Topics.DECISIONS)).hasSize(2));
      assertThat(cluster.values(Topics.DECISIONS))
          .extracting(Decision::getActivityId, Decision::getOutcome, Decision::getReason)
          .containsExactly(
              tuple(blind, Outcome.FAILED, Reason.FRAMES_MISSING),
              tuple(visit, Outcome.ALERTED, Reason.NEW_INCIDENT));
      assertThat(cluster.values(Topics.ALERTS)).isNotEmpty();
      assertDeadLetters(cluster);
    } finally {
      assertThat(detect.stop()).isTrue();
    }
  }

  private static void assertDeadLetters(Cluster cluster) {
    assertThat(cluster.raw(Topics.DEAD_LETTERS))
        .allSatisfy(letter -> assertThat(letter.value()).isEqualTo(JUNK))
        .allSatisfy(letter -> assertThat(letter.key()).asString().isEqualTo(ScriptedCamera.ID))
        .allSatisfy(
            letter -> assertThat(header(letter, "message")).contains("not a record in Confluent's"))
        .extracting(
            letter -> header(letter, "process"),
            letter -> header(letter, "topic"),
            letter -> header(letter, "kind"))
        .containsExactlyInAnyOrder(
            tuple("detect", "sightline.frames", "UNREADABLE"),
            tuple("alerting", "sightline.detections", "UNREADABLE"));
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(
        letter.headers().lastHeader("dead-letter." + name).value(), StandardCharsets.UTF_8);
  }

  private void start(Cluster cluster, DetectStep detect) throws Exception {
    KafkaSettings kafka = cluster.kafka();
    cluster.started(new TransactionalLoop<>("detect", kafka, Topics.FRAMES, detect, metrics));
    cluster.started(
        new StreamsService(
            "alerting",
            new AlertingTopology(kafka, "test", Duration.ZERO).build(),
            kafka,
            folder.resolve("state"),
            metrics));
  }
}
