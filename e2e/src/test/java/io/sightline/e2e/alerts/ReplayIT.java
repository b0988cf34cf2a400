package io.sightline.e2e.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.AlertingTopology;
import io.sightline.avro.Box;
import io.sightline.avro.Decision;
import io.sightline.avro.Detection;
import io.sightline.avro.Detections;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Outcome;
import io.sightline.e2e.cluster.Cluster;
import io.sightline.runtime.Build;
import io.sightline.runtime.StreamsService;
import io.sightline.schemas.Topics;
import io.sightline.standalone.scripted.Publisher;
import io.sightline.standalone.scripted.ScriptedCamera;
import io.sightline.standalone.scripted.ScriptedCamera.Cycle;
import io.sightline.standalone.soak.Replay;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Visits, and among their records all that makes no sense. */
class ReplayIT {
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final Cycle CYCLE = new Cycle(30, 15, 10);
  private static final int TICKS = 2 * 55;
  private static final byte[] JUNK = "not Avro at all".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void recordsThatMakeNoSense_deadLettersAndDecisionsAndTheSameBytesWhenPlayedAgain()
      throws Exception {
    Replay replay;
    try (Cluster cluster = Cluster.start(folder.resolve("broker"))) {
      cluster.started(
          new StreamsService(
              "alerting",
              new AlertingTopology(cluster.kafka(), Build.version(), Duration.ofSeconds(5)).build(),
              cluster.kafka(),
              folder.resolve("state"),
              new SimpleMeterRegistry()));
      List<ScriptedCamera> cameras = publish(cluster);
      List<String> activities = cameras.stream().flatMap(c -> c.ended().stream()).toList();

      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () ->
                  assertThat(cluster.values(Topics.DECISIONS))
                      .extracting(Decision::getActivityId)
                      .containsExactlyInAnyOrderElementsOf(activities));
      assertThat(cluster.values(Topics.DECISIONS))
          .extracting(Decision::getOutcome)
          .containsOnly(Outcome.ALERTED);
      assertDeadLetters(cluster);
      replay = Replay.of(cluster.kafka());
    }
    assertThat(replay.outputs()).isGreaterThan(6);
    assertThat(replay.differences(folder.resolve("again"), 1)).isEmpty();
  }

  /** Two cameras in turn; after every few records of a camera comes one that makes no sense. */
  private static List<ScriptedCamera> publish(Cluster cluster) {
    List<ScriptedCamera> cameras =
        List.of(
            new ScriptedCamera("hall", START, CYCLE, 0),
            new ScriptedCamera("yard", START, CYCLE, 20));
    // Decisions name the offset, so there must be no markers of transactions, as in the real thing.
    try (Publisher publisher = new Publisher(cluster.kafka(), 0)) {
      cameras.forEach(c -> publisher.publish(Topics.CAMERAS, c.id(), c.configuration()));
    }
    for (int tick = 0; tick < TICKS; tick++) {
      for (ScriptedCamera camera : cameras) {
        for (FrameRef record : camera.next()) {
          cluster.send(Topics.DETECTIONS, camera.id(), ScriptedCamera.examined(record));
        }
        if (tick % 10 == 3) {
          nonsense(cluster, camera.id());
        }
      }
    }
    for (ScriptedCamera camera : cameras) {
      camera
          .close()
          .forEach(r -> cluster.send(Topics.DETECTIONS, camera.id(), ScriptedCamera.examined(r)));
    }
    return cameras;
  }

  /** Unreadable, empty, late, from far away in time, of an epoch that is over. */
  private static void nonsense(Cluster cluster, String camera) {
    cluster.send(Topics.DETECTIONS, camera, JUNK);
    cluster.send(Topics.DETECTIONS, camera, (byte[]) null);
    for (Instant time : List.of(Instant.EPOCH, Instant.parse("2261-01-01T00:00:00Z"))) {
      cluster.send(Topics.DETECTIONS, camera, absurd(camera, time, 0, 1));
    }
    cluster.send(Topics.DETECTIONS, camera, absurd(camera, START, 1, 0));
    cluster.send(Topics.DETECTIONS, camera, absurd(camera, START, Long.MIN_VALUE, -1));
  }

  private static Detections absurd(String camera, Instant time, long sequence, long epoch) {
    List<Detection> objects = new ArrayList<>();
    float[] numbers = {Float.NaN, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, -3, 0.9f};
    for (float number : numbers) {
      objects.add(
          Detection.newBuilder()
              .setLabel("person")
              .setScore(number)
              .setBox(new Box(number, 0.2f, number, Float.POSITIVE_INFINITY))
              .build());
    }
    return Detections.newBuilder()
        .setRecordId(camera + "-absurd")
        .setCamera(camera)
        .setCapturedAt(time)
        .setEpoch(epoch)
        .setSequence(sequence)
        .setKind(FrameKind.FRAME)
        .setActivityId(camera + "-a-none")
        .setRegions(List.of(new Box(Float.NaN, 5f, -1f, Float.NaN)))
        .setObjects(objects)
        .build();
  }

  private static void assertDeadLetters(Cluster cluster) {
    int each = TICKS / 10 * 2;
    List<ConsumerRecord<byte[], byte[]>> letters = cluster.raw(Topics.DEAD_LETTERS);
    assertThat(letters.stream().filter(l -> header(l, "kind").equals("UNREADABLE")))
        .hasSize(each)
        .allSatisfy(l -> assertThat(l.value()).isEqualTo(JUNK));
    assertThat(letters.stream().filter(l -> header(l, "kind").equals("FAILED")))
        .hasSize(each)
        .extracting(l -> header(l, "process"), l -> header(l, "topic"), l -> l.value())
        .containsOnly(tuple("alerting", "sightline.detections", null));
    assertThat(letters.stream().map(l -> header(l, "message")))
        .anyMatch(message -> message.contains("expected detections or a mark"));
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(
        letter.headers().lastHeader("dead-letter." + name).value(), StandardCharsets.UTF_8);
  }
}
