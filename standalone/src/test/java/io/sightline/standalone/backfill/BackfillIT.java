package io.sightline.standalone.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.AlertingTopology;
import io.sightline.avro.FrameRef;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.detect.DetectConfig;
import io.sightline.runtime.ConfigLoader;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.StreamsService;
import io.sightline.schemas.Headers;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.backfill.Difference.Kind;
import io.sightline.standalone.bench.ReplayLoad;
import io.sightline.standalone.config.CameraConfig;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.scripted.Platform;
import io.sightline.standalone.scripted.Publisher;
import io.sightline.standalone.scripted.ScriptedCamera;
import io.sightline.standalone.scripted.ScriptedCamera.Cycle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras whose pictures show nothing, though somebody was found in them once. */
class BackfillIT {
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  @TempDir static Path folder;
  private static Platform platform;
  private static KafkaSettings kafka;
  private static FilesClipStore store;
  private static int frames;

  @BeforeAll
  static void record() throws Exception {
    platform = new Platform(folder.resolve("broker"), 2);
    kafka = platform.kafka();
    store = new FilesClipStore(folder.resolve("clips"));
    byte[] empty = picture();
    for (int i = 0; i <= 64; i++) {
      store.put("scripted/picture-" + i, empty);
    }
    try (Publisher publisher = new Publisher(kafka, 5)) {
      for (int i = 0; i < 2; i++) {
        ScriptedCamera camera = new ScriptedCamera("cam-" + i, START, new Cycle(20, 12, 10), 0);
        publisher.publish(Topics.CAMERAS, camera.id(), camera.configuration());
        for (int tick = 0; tick < 84; tick++) {
          for (FrameRef record : camera.next()) {
            publisher.publish(Topics.FRAMES, camera.id(), record);
            publisher.publish(Topics.DETECTIONS, camera.id(), ScriptedCamera.examined(record));
            frames++;
          }
        }
      }
      publisher.flush();
    }
    try (StreamsService alerting =
        new StreamsService(
            "alerting",
            new AlertingTopology(kafka, "test", Duration.ofSeconds(5)).build(),
            kafka,
            folder.resolve("state"),
            new SimpleMeterRegistry())) {
      alerting.start();
      ReplayLoad.awaitDecided(kafka, Duration.ofMinutes(2));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    store.close();
    platform.close();
  }

  private static byte[] picture() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(320, 240, BufferedImage.TYPE_3BYTE_BGR), "jpg", out);
    return out.toByteArray();
  }

  private static Backfill backfill(
      String prefix, @Nullable DetectConfig detect, List<CameraConfig> rules) {
    Question question =
        new Question(
            prefix, detect, rules, null, null, Set.of(), Duration.ofSeconds(5), 50, folder);
    return new Backfill(kafka, new ClipFrames(kafka, store), question);
  }

  private static List<CameraConfig> rules(String severity) throws Exception {
    String yaml =
        """
        cameras:
          - id: cam-0
            source: none.mp4
            rules:
              - {id: tried, subjects: [person], action: alert, severity: %s}
              - {id: rest, action: suppress}
        """
            .formatted(severity);
    return ConfigLoader.parse("rules", yaml, SightlineConfig.class, Map.of()).cameras();
  }

  private static List<ConsumerRecord<String, byte[]>> side(String prefix, Topic<?> topic) {
    KafkaSettings side =
        new KafkaSettings(
            new Topics(prefix), kafka.partitions(), 1, kafka.properties(), kafka.registryUrl());
    return TopicRecords.committed(side, topic, new ByteArrayDeserializer());
  }

  @Test
  void modelThatFindsNobody_losesEveryAlert_tellsNobody_andGoesOnWhereItWasBrokenOff()
      throws Exception {
    DetectConfig nobody = DetectConfig.defaults();
    assertThatThrownBy(
            () -> backfill("model", nobody, List.of()).run(BackfillIT::pullOutAfterTheFirst))
        .hasMessage("pulled out");
    int before = side("model", Topics.DETECTIONS).size();

    Backfill.Result result = backfill("model", nobody, List.of()).run((read, of) -> {});

    assertThat(before).isBetween(1, frames - 1);
    assertThat(side("model", Topics.DETECTIONS)).hasSize(frames);
    assertThat(result.findings().count(Kind.GONE)).isGreaterThanOrEqualTo(3);
    assertThat(result.findings().alerts()).allMatch(each -> each.kind() == Kind.GONE);
    assertThat(result.findings().activities().changed()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(result.failed()).isZero();
    for (Topic<?> topic : List.of(Topics.CAMERAS, Topics.DETECTIONS, Topics.DECISIONS)) {
      assertThat(side("model", topic))
          .isNotEmpty()
          .allSatisfy(
              r -> assertThat(Headers.text(r.headers(), Headers.REPLAY)).contains(result.name()));
    }
    assertThat(side("model", Topics.NOTIFICATIONS)).isEmpty();
    page(result);
  }

  private static void pullOutAfterTheFirst(long read, long of) {
    throw new IllegalStateException("pulled out");
  }

  private static void page(Backfill.Result result) throws Exception {
    Path page = folder.resolve("out").resolve("report.html");
    new BackfillPage(
            new BackfillReport(result, "model").figures(),
            result.findings(),
            new ClipFrames(kafka, store)::openAny)
        .write(page);
    assertThat(Files.readString(page))
        .contains("<h2>Gone: " + result.findings().count(Kind.GONE) + "</h2>")
        .contains("data:image/jpeg;base64,")
        .doesNotContain("picture is gone");
  }

  @Test
  void otherRules_changeWhatTheyAreAbout_andNothingElse() throws Exception {
    Backfill.Result result = backfill("rules", null, rules("critical")).run((read, of) -> {});

    assertThat(result.findings().count(Kind.CHANGED)).isPositive();
    assertThat(result.findings().count(Kind.SAME)).isPositive();
    assertThat(result.findings().count(Kind.NEW) + result.findings().count(Kind.GONE)).isZero();
    assertThat(result.findings().alerts())
        .allMatch(each -> each.any().getCamera().equals("cam-0") == !each.what().isEmpty())
        .filteredOn(each -> !each.what().isEmpty())
        .allSatisfy(each -> assertThat(each.what()).contains("severity warning -> critical"));
    assertThat(side("rules", Topics.NOTIFICATIONS)).isEmpty();
    assertThat(side("rules", Topics.ALERTS))
        .isNotEmpty()
        .allSatisfy(
            r -> assertThat(Headers.text(r.headers(), Headers.REPLAY)).contains(result.name()));

    assertThatThrownBy(() -> backfill("rules", null, rules("info")).run((read, of) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("prefix 'rules' holds detections of something else");
  }

  @Test
  void nothingToTry_isRefused() {
    assertThatThrownBy(() -> backfill("nothing", null, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("neither a model nor rules to try: expected --model, --rules or both");
  }
}
