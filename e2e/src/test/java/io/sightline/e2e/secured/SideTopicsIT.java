package io.sightline.e2e.secured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.AlertingTopology;
import io.sightline.avro.FrameRef;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.detect.DetectConfig;
import io.sightline.export.Export;
import io.sightline.runtime.ConfigLoader;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.StreamsService;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.access.Permissions;
import io.sightline.standalone.access.Right;
import io.sightline.standalone.access.Rights;
import io.sightline.standalone.access.Role;
import io.sightline.standalone.backfill.Backfill;
import io.sightline.standalone.backfill.ClipFrames;
import io.sightline.standalone.backfill.Difference;
import io.sightline.standalone.backfill.Question;
import io.sightline.standalone.bench.ReplayLoad;
import io.sightline.standalone.config.CameraConfig;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.replay.Replay;
import io.sightline.standalone.replay.Span;
import io.sightline.standalone.scripted.Publisher;
import io.sightline.standalone.scripted.ScriptedCamera;
import io.sightline.standalone.scripted.ScriptedCamera.Cycle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands that write topics of their own, each as its user, who has the rights of its role alone.
 */
class SideTopicsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Topics TOPICS = new Topics("sightline");
  private static final String SITE = "home";
  private static final String BEGINNING = Rights.sideBeginning(TOPICS);
  private static final List<Topic<?>> ALL_BUT_KEYS =
      Topics.ALL.stream().filter(topic -> topic != Topics.KEYS).toList();
  private static final Replay.Progress QUIET = (read, of) -> {};

  @TempDir static Path folder;
  private static SecuredCluster cluster;
  private static FilesClipStore store;

  /** A camera that sees a visit a few times; its pictures are gone. */
  @BeforeAll
  static void record() throws Exception {
    cluster = new SecuredCluster(folder, TOPICS, new Certificates(folder));
    store = new FilesClipStore(folder.resolve("clips"));
    KafkaSettings kafka = cluster.superUser();
    ScriptedCamera camera =
        new ScriptedCamera("hall", Instant.parse("2026-03-02T08:00:00Z"), new Cycle(20, 12, 10), 0);
    try (Publisher publisher = new Publisher(kafka, 5)) {
      publisher.publish(Topics.CAMERAS, camera.id(), camera.configuration());
      for (int tick = 0; tick < 126; tick++) {
        for (FrameRef frame : camera.next()) {
          publisher.publish(Topics.FRAMES, camera.id(), frame);
          publisher.publish(Topics.DETECTIONS, camera.id(), ScriptedCamera.examined(frame));
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
    cluster.close();
  }

  @Test
  void backfill_worksUnderTheRightsOfItsRole() throws Exception {
    KafkaSettings kafka = letIn(Role.BACKFILL);

    Backfill.Result rules = backfill(kafka, "rules", null, critical());
    Backfill.Result again = backfill(kafka, "rules", null, critical());
    Backfill.Result model = backfill(kafka, "model", DetectConfig.defaults(), List.of());

    assertThat(rules.findings().count(Difference.Kind.CHANGED)).isPositive();
    assertThat(again.findings()).isEqualTo(rules.findings());
    assertThat(model.failed()).as("frames of which no picture is left").isPositive();
  }

  @Test
  void replay_worksUnderTheRightsOfItsRole() throws Exception {
    Replay replay = replay(letIn(Role.REPLAY), "all");
    KafkaSettings side = replay(cluster.superUser(), "all").beside(BEGINNING + "all");

    assertThat(replay.toTopics(BEGINNING + "all", QUIET).written()).isPositive();
    assertThat(replay.toTopics(BEGINNING + "all", QUIET).written()).isZero();
    for (Topic<?> topic : List.of(Topics.FRAMES, Topics.DECISIONS, Topics.ALERTS)) {
      assertThat(TopicRecords.committed(side, topic))
          .isNotEmpty()
          .hasSameSizeAs(TopicRecords.committed(cluster.superUser(), topic));
    }
  }

  @Test
  void sideTopicThatIsToBeKeptForLonger_isMadeSoByTheNextReplay() throws Exception {
    KafkaSettings kafka = letIn(Role.REPLAY);
    String prefix = BEGINNING + "longer";
    Duration kept = Duration.ofDays(400);
    replay(kafka, "longer").toTopics(prefix, QUIET);
    replay(kafka.withRecordingsKept(kept), "longer").toTopics(prefix, QUIET);

    ConfigResource topic =
        new ConfigResource(ConfigResource.Type.TOPIC, new Topics(prefix).name(Topics.RECORDINGS));
    Config settings = cluster.admin.describeConfigs(List.of(topic)).all().get().get(topic);
    assertThat(settings.get("retention.ms").value()).isEqualTo("" + kept.toMillis());
  }

  @Test
  void otherPrefix_isRefusedWithWhatToDo() throws Exception {
    Replay replay = replay(letIn(Role.REPLAY), "other");
    assertThatThrownBy(() -> replay.toTopics("elsewhere", QUIET))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("User:sightline-replay lacks a right")
        .hasMessageContaining("prefix 'elsewhere'")
        .hasMessageContaining("TopicAuthorizationException")
        .hasMessageContaining("for prefixes that begin with 'sightline-try-'");
  }

  /** What goes to files needs the right to read alone. */
  @Test
  void operator_takesRecordsToFilesAndWritesNoSideTopics() throws Exception {
    KafkaSettings kafka = letIn(Role.OPERATOR);
    Replay replay = replay(kafka, "operator");

    assertThat(replay.toFile(folder.resolve("all.jsonl"), QUIET).written()).isPositive();
    try (Export export = Export.open(kafka, folder.resolve("export"))) {
      assertThat(export.run(List.of(Topics.DECISIONS), Export.Format.PARQUET, null, rows -> {}))
          .hasEntrySatisfying(Topics.DECISIONS.name(), rows -> assertThat(rows).isPositive());
    }
    assertThatThrownBy(() -> replay.toTopics(BEGINNING + "operator", QUIET))
        .hasMessageContaining("User:sightline-operator lacks a right");
  }

  /** Brokers learn of rights a moment after they were given. */
  private static KafkaSettings letIn(Role role) throws Exception {
    KafkaSettings kafka = cluster.member(role, SITE);
    try (Admin admin = Admin.create(kafka.admin("test"))) {
      Permissions permissions = new Permissions(admin);
      List<Right> rights = Rights.of(role, TOPICS, SITE);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(permissions.lacking(rights)).isEmpty());
    }
    return kafka;
  }

  private static Backfill.Result backfill(
      KafkaSettings kafka, String name, @Nullable DetectConfig detect, List<CameraConfig> rules)
      throws Exception {
    Question question =
        new Question(
            BEGINNING + name,
            detect,
            rules,
            null,
            null,
            Set.of(),
            Duration.ofSeconds(5),
            0,
            folder.resolve("backfill"));
    return new Backfill(kafka, new ClipFrames(kafka, store), question).run(QUIET);
  }

  private static Replay replay(KafkaSettings kafka, String name) {
    Span span = new Span(ALL_BUT_KEYS, null, null, Set.of(), Set.of());
    return new Replay(kafka, span, Double.POSITIVE_INFINITY, name, false);
  }

  private static List<CameraConfig> critical() throws Exception {
    String yaml =
        """
        cameras:
          - id: hall
            source: none.mp4
            rules: [{id: tried, subjects: [person], action: alert, severity: critical}]
        """;
    return ConfigLoader.parse("rules", yaml, SightlineConfig.class, Map.of()).cameras();
  }
}
