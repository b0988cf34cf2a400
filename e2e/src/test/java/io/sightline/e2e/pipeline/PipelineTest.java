package io.sightline.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.AlertingTopology;
import io.sightline.avro.ActivityKind;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Camera;
import io.sightline.avro.Clip;
import io.sightline.avro.ClipState;
import io.sightline.avro.Decision;
import io.sightline.avro.Expiry;
import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import io.sightline.avro.Subject;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.detect.DetectConfig;
import io.sightline.detect.DetectStep;
import io.sightline.e2e.pipeline.Pump.Carried;
import io.sightline.retention.RetentionConfig;
import io.sightline.retention.RetentionServices;
import io.sightline.retention.RetentionTopology;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
  private static final Instant RECORDED = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration THIRTY_DAYS = Duration.ofDays(30);

  /** Much time passes at once. */
  private static final RetentionConfig LEAPING =
      RetentionConfig.DEFAULT.withClockStep(Duration.ofDays(1000));

  private static final Duration LOOK = RetentionConfig.DEFAULT.checkEvery();

  @TempDir Path folder;
  private FilesClipStore store;
  private Pump pump;

  @BeforeEach
  void start() throws Exception {
    store = new FilesClipStore(folder.resolve("clips"));
    pump = pipeline(folder.resolve("state"), store);
  }

  @AfterEach
  void stop() {
    pump.close();
    store.close();
  }

  private static Pump pipeline(Path state, FilesClipStore store) throws Exception {
    return pipeline(
        state,
        store,
        Camera.newBuilder().setCamera(ScriptedCamera.ID).setRetentionS(2592000).build());
  }

  static Pump pipeline(Path state, FilesClipStore store, Camera camera) throws Exception {
    KafkaSettings kafka = new KafkaSettings(new Topics("test"), 1, 1, Map.of(), "mock://pipeline");
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    Files.createDirectories(state);
    DetectStep detect =
        DetectStep.start(new PictureTellsModel(), DetectConfig.defaults(), store, metrics);
    AtomicReference<Pump> made = new AtomicReference<>();
    Pump pump =
        new Pump(
            kafka,
            RECORDED,
            List.of(
                new StepStage<>(
                    kafka, Topics.FRAMES, detect, () -> assertThat(detect.stop()).isTrue()),
                new TopologyStage(
                        kafka,
                        "alerting",
                        new AlertingTopology(kafka, "test", Duration.ZERO).build(),
                        state,
                        RECORDED)
                    .reading(Topics.CAMERAS, Topics.DETECTIONS)
                    .writing(Topics.ALERTS, Topics.DECISIONS),
                new TopologyStage(
                        kafka,
                        "retention",
                        new RetentionTopology(LEAPING, kafka, metrics).build(),
                        state,
                        RECORDED)
                    .reading(
                        Topics.CAMERAS,
                        Topics.CLIPS,
                        Topics.DECISIONS,
                        Topics.ALERTS,
                        Topics.DELETION_RESULTS)
                    .writing(Topics.CLIPS, Topics.DELETIONS, Topics.EXPIRIES, Topics.KEYS),
                new StepStage<>(
                    kafka,
                    Topics.DELETIONS,
                    RetentionServices.deleterStep(
                        store, () -> Objects.requireNonNull(made.get()).now()),
                    () -> {})));
    made.set(pump);
    pump.publish(Topics.CAMERAS, ScriptedCamera.ID, camera);
    return pump;
  }

  /** A person, a cat, something unknown and another person. Returns the activities. */
  private static List<String> evening(Pump pump, FilesClipStore store) throws Exception {
    Instant dusk = Instant.parse("2026-11-22T16:00:00Z");
    ScriptedCamera camera = new ScriptedCamera(store, pump::publish, pump::now, dusk);
    camera.quiet(5);
    String visitor = camera.activity("person 0.9", 4);
    camera.quiet(10);
    String cat = camera.activity("cat 0.8", 3);
    camera.quiet(10);
    String shadow = camera.activity("", 2);
    camera.quiet(10);
    String other = camera.activity("person 0.7", 5);
    camera.end();
    return List.of(visitor, cat, shadow, other);
  }

  @Test
  void evening_everyActivityHasOneDecisionWithItsReason() throws Exception {
    List<String> activities = evening(pump, store);

    List<Decision> decisions = pump.values(Topics.DECISIONS);
    assertThat(decisions).extracting(Decision::getActivityId).isEqualTo(activities);
    assertThat(decisions)
        .extracting(Decision::getOutcome)
        .containsExactly(Outcome.ALERTED, Outcome.SUPPRESSED, Outcome.SUPPRESSED, Outcome.ALERTED);
    assertThat(decisions)
        .extracting(Decision::getReason)
        .containsExactly(Reason.NEW_INCIDENT, Reason.RULE, Reason.NO_OBJECT, Reason.NEW_INCIDENT);
    assertThat(pump.records(Topics.DETECTIONS)).hasSameSizeAs(pump.records(Topics.FRAMES));
  }

  @Test
  void sounds_haveOneDecisionEachAndOnlyTheAlarmingOneAlerts() throws Exception {
    ScriptedCamera camera =
        new ScriptedCamera(store, pump::publish, pump::now, Instant.parse("2026-11-22T16:00:00Z"));
    camera.quiet(10);
    List<String> sounds =
        List.of(camera.sound("glass", 1), camera.sound("dog", 2), camera.sound("", 1));
    camera.end();

    List<Decision> decisions = pump.values(Topics.DECISIONS);
    assertThat(decisions).extracting(Decision::getActivityId).isEqualTo(sounds);
    assertThat(decisions)
        .extracting(Decision::getReason)
        .containsExactly(Reason.NEW_INCIDENT, Reason.RULE, Reason.LOUDNESS_ONLY);
    assertThat(decisions).extracting(Decision::getKind).containsOnly(ActivityKind.SOUND);
    List<Alert> alerts = pump.values(Topics.ALERTS);
    assertThat(ids(alerts)).hasSize(1);
    Alert last = alerts.get(alerts.size() - 1);
    assertThat(last.getState()).isEqualTo(AlertState.CLOSED);
    assertThat(last.getSubject()).isEqualTo(Subject.SOUND);
    assertThat(last.getLabel()).isEqualTo("glass");
    assertThat(last.getClips()).allMatch(clip -> clip.getState() == ClipState.READY);
    assertThat(pump.records(Topics.DETECTIONS)).hasSameSizeAs(pump.records(Topics.FRAMES));
  }

  @Test
  void falseAlarm_theNextOfItsKindIsDecidedOtherwiseUntilItIsTakenBack() throws Exception {
    ScriptedCamera camera =
        new ScriptedCamera(store, pump::publish, pump::now, Instant.parse("2026-11-22T16:00:00Z"));
    camera.activity("person 0.6", 4);
    Alert alert = pump.values(Topics.ALERTS).get(0);
    Feedback.Builder said = Feedback.newBuilder().setRecordId("f").setCamera(ScriptedCamera.ID);
    camera.say(
        said.setFeedbackId("f")
            .setKind(FeedbackKind.FALSE_ALARM)
            .setAlertId(alert.getAlertId())
            .build());
    camera.quiet(10);
    camera.activity("person 0.6", 4);
    camera.quiet(10);
    camera.activity("person 0.9", 4);
    camera.say(said.setFeedbackId("r").setKind(FeedbackKind.REVOKED).setRevokes("f").build());
    camera.quiet(10);
    camera.activity("person 0.6", 4);
    camera.end();

    List<Decision> decisions = pump.values(Topics.DECISIONS);
    assertThat(decisions)
        .extracting(Decision::getReason)
        .containsExactly(
            Reason.NEW_INCIDENT, Reason.FEEDBACK, Reason.NEW_INCIDENT, Reason.NEW_INCIDENT);
    assertThat(decisions.get(1).getEvidence().getFeedback()).containsExactly("f");
    assertThat(decisions.get(3).getEvidence().getFeedback()).isEmpty();
    assertThat(pump.records(Topics.DETECTIONS)).hasSameSizeAs(pump.records(Topics.FRAMES));
  }

  @Test
  void visit_isToldInRevisionsFromOpenedToClosedWithItsClip() throws Exception {
    List<String> activities = evening(pump, store);

    List<Alert> alerts = pump.values(Topics.ALERTS);
    assertThat(alerts).extracting(Alert::getAlertId).containsOnly(ids(alerts));
    assertThat(ids(alerts)).hasSize(2);
    for (String id : ids(alerts)) {
      List<Alert> told = alerts.stream().filter(a -> a.getAlertId().equals(id)).toList();
      for (int i = 0; i < told.size(); i++) {
        assertThat(told.get(i).getRevision()).isEqualTo(i);
      }
      assertThat(told.get(0).getState()).isEqualTo(AlertState.OPENED);
      Alert last = told.get(told.size() - 1);
      assertThat(last.getState()).isEqualTo(AlertState.CLOSED);
      assertThat(last.getSubject()).isEqualTo(Subject.PERSON);
      assertThat(activities).containsAll(last.getActivities());
      assertThat(last.getClips())
          .singleElement()
          .satisfies(clip -> assertThat(clip.getState()).isEqualTo(ClipState.READY))
          .satisfies(clip -> assertThat(store.size(clip.getKey())).isPresent());
    }
  }

  private static String[] ids(List<Alert> alerts) {
    return alerts.stream().map(Alert::getAlertId).distinct().toArray(String[]::new);
  }

  @Test
  void decided_framesGoButForThoseAnAlertShows() throws Exception {
    evening(pump, store);

    List<String> kept =
        pump.values(Topics.DECISIONS).stream().flatMap(d -> d.getKeptFrames().stream()).toList();
    List<String> frames =
        store.list("").stream()
            .map(StoredObject::key)
            .filter(key -> key.contains("/frames/"))
            .toList();
    assertThat(frames).isNotEmpty().containsExactlyInAnyOrderElementsOf(kept);
  }

  @Test
  void thirtyDaysLater_clipsAreGoneFromStoreAndTopicAndEntered() throws Exception {
    evening(pump, store);
    List<Clip> scheduled =
        pump.values(Topics.CLIPS).stream().filter(clip -> clip.getRevision() == 1).toList();
    assertThat(scheduled)
        .hasSize(4)
        .allMatch(clip -> RECORDED.plus(THIRTY_DAYS).equals(clip.getDeadline()));

    pump.pass(THIRTY_DAYS.minus(LOOK));
    assertThat(media()).hasSize(4);
    assertThat(pump.records(Topics.EXPIRIES)).isEmpty();

    pump.pass(LOOK);
    assertThat(store.list("")).isEmpty();
    assertThat(store.check()).isEmpty();
    List<String> clips = scheduled.stream().map(Clip::getClipId).toList();
    assertThat(pump.values(Topics.EXPIRIES))
        .extracting(Expiry::getClipId)
        .containsExactlyInAnyOrderElementsOf(clips);
    assertThat(pump.records(Topics.CLIPS))
        .filteredOn(record -> record.value() == null)
        .extracting(Carried::key)
        .containsExactlyInAnyOrderElementsOf(clips);
  }

  private List<String> media() throws Exception {
    return store.list("").stream()
        .map(StoredObject::key)
        .filter(key -> key.endsWith("/clip.mp4"))
        .toList();
  }

  @Test
  void sameEveningTwice_decisionsAndAlertsAreTheSameBytes() throws Exception {
    evening(pump, store);
    try (FilesClipStore other = new FilesClipStore(folder.resolve("other-clips"));
        Pump again = pipeline(folder.resolve("other-state"), other)) {
      evening(again, other);

      assertThat(bytes(again, Topics.DECISIONS)).isEqualTo(bytes(pump, Topics.DECISIONS));
      assertThat(bytes(again, Topics.ALERTS)).isEqualTo(bytes(pump, Topics.ALERTS));
      assertThat(bytes(pump, Topics.DECISIONS)).hasSize(4);
    }
  }

  private static List<String> bytes(Pump pump, Topic<?> topic) {
    return pump.records(topic).stream()
        .map(record -> record.key() + " " + HexFormat.of().formatHex(record.value()))
        .toList();
  }
}
