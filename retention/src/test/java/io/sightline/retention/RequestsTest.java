package io.sightline.retention;

import static io.sightline.retention.Clips.RECORDED;
import static io.sightline.retention.Clips.THIRTY_DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertClip;
import io.sightline.avro.Clip;
import io.sightline.avro.ClipState;
import io.sightline.avro.Decision;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.Expiry;
import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.avro.Policy;
import io.sightline.avro.PolicyKind;
import io.sightline.avro.PolicyLimit;
import io.sightline.avro.PolicyRule;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.avro.RequestKind;
import io.sightline.avro.RetentionRequest;
import io.sightline.avro.Severity;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people ask for, and what alerting says, as it comes to clips. */
class RequestsTest {
  private static final KafkaSettings KAFKA =
      new KafkaSettings(new Topics("test"), 1, 1, Map.of(), "mock://requests");

  @TempDir private Path stateDir;
  private RetentionDriver driver;

  @BeforeEach
  void open() {
    driver = new RetentionDriver(KAFKA, Clips.LEAPING, stateDir, new SimpleMeterRegistry());
    driver.camera("front", THIRTY_DAYS);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private static Hold hold(String id, Clip clip) {
    return Hold.newBuilder()
        .setHoldId(id)
        .setRecordId(id + "-requested")
        .setCamera(clip.getCamera())
        .setClipId(clip.getClipId())
        .setState(HoldState.REQUESTED)
        .build();
  }

  private static Hold span(String id, Duration from, Duration to) {
    return Hold.newBuilder()
        .setHoldId(id)
        .setRecordId(id + "-requested")
        .setCamera("front")
        .setSpanFrom(RECORDED.plus(from))
        .setSpanTo(RECORDED.plus(to))
        .setState(HoldState.REQUESTED)
        .build();
  }

  private static Hold released(Hold hold) {
    return Hold.newBuilder(hold)
        .setRecordId(hold.getHoldId() + "-released")
        .setState(HoldState.RELEASED)
        .build();
  }

  private void pass(Duration time) {
    driver.pass(time);
  }

  @Test
  void heldClip_staysUntilItIsReleasedAndGoesThen() {
    Clip clip = driver.clip("front", RECORDED);
    driver.send(Topics.HOLDS, hold("h1", clip));
    pass(Duration.ofSeconds(1));
    assertThat(driver.read(Topics.HOLDS))
        .singleElement()
        .satisfies(answer -> assertThat(answer.getState()).isEqualTo(HoldState.HELD))
        .satisfies(answer -> assertThat(answer.getClips()).isEqualTo(1));
    assertThat(driver.last(Topics.CLIPS).getHolds()).containsExactly("h1");
    pass(THIRTY_DAYS.multipliedBy(2));
    assertThat(driver.read(Topics.DELETIONS)).isEmpty();
    driver.send(Topics.HOLDS, released(hold("h1", clip)));
    pass(Duration.ofSeconds(1));
    assertThat(driver.last(Topics.CLIPS).getHolds()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(driver.read(Topics.DELETIONS)).hasSize(1);
  }

  @Test
  void holdOfASpan_keepsWhatIsInItAndWhatComesLater() {
    Clip before = driver.clip("front", RECORDED.minusSeconds(3600));
    Clip within = driver.clip("front", RECORDED);
    driver.send(Topics.HOLDS, span("h1", Duration.ofMinutes(-1), Duration.ofDays(1)));
    pass(Duration.ofSeconds(1));
    assertThat(driver.read(Topics.HOLDS))
        .extracting(Hold::getState, Hold::getClips)
        .containsExactly(tuple(HoldState.HELD, 1L));
    Clip later = driver.clip("front", RECORDED.plusSeconds(600));
    assertThat(driver.last(Topics.CLIPS).getHolds()).containsExactly("h1");
    pass(THIRTY_DAYS.plusDays(2));
    assertThat(driver.read(Topics.DELETIONS))
        .extracting(Deletion::getClipId)
        .containsExactly(before.getClipId());
    driver.send(Topics.HOLDS, released(span("h1", Duration.ofMinutes(-1), Duration.ofDays(1))));
    pass(Duration.ofSeconds(2));
    pass(Duration.ofSeconds(1));
    assertThat(driver.read(Topics.DELETIONS))
        .extracting(Deletion::getClipId)
        .containsExactly(within.getClipId(), later.getClipId());
  }

  @Test
  void holdDuringADeletion_losesWhenTheStoreDeletesAndTheLedgerSaysSo() {
    Clip clip = driver.clip("front", RECORDED);
    pass(THIRTY_DAYS);
    Deletion order = driver.read(Topics.DELETIONS).get(0);
    driver.send(Topics.HOLDS, hold("h1", clip));
    pass(Duration.ofSeconds(1));
    assertThat(driver.read(Topics.HOLDS)).isEmpty();
    driver.answer(order, DeletionOutcome.DELETED);
    pass(Duration.ofSeconds(1));
    assertThat(driver.read(Topics.HOLDS))
        .extracting(Hold::getState)
        .containsExactly(HoldState.TOO_LATE);
    assertThat(driver.read(Topics.EXPIRIES))
        .singleElement()
        .satisfies(entry -> assertThat(entry.getLateHolds()).containsExactly("h1"));
  }

  @Test
  void holdDuringADeletion_winsWhenTheStoreFails() {
    Clip clip = driver.clip("front", RECORDED);
    pass(THIRTY_DAYS);
    Deletion order = driver.read(Topics.DELETIONS).get(0);
    driver.send(Topics.HOLDS, hold("h1", clip));
    driver.answer(order, DeletionOutcome.FAILED);
    pass(Duration.ofSeconds(1));
    assertThat(driver.read(Topics.HOLDS))
        .extracting(Hold::getState)
        .containsExactly(HoldState.HELD);
    pass(Duration.ofDays(3));
    assertThat(driver.read(Topics.DELETIONS)).isEmpty();
  }

  @Test
  void holdOfAClipOfWhichNothingIsKnown_comesTooLate() {
    Clip unknown = Clips.clip("front", RECORDED.minus(THIRTY_DAYS));
    driver.send(Topics.HOLDS, Hold.newBuilder(hold("h1", unknown)).setPlacedAt(RECORDED).build());
    pass(Duration.ofSeconds(1));
    assertThat(driver.read(Topics.HOLDS))
        .extracting(Hold::getState)
        .containsExactly(HoldState.TOO_LATE);
  }

  @Test
  void holdEndsByItself_atItsTime() {
    Clip clip = driver.clip("front", RECORDED);
    Hold hold =
        Hold.newBuilder(hold("h1", clip)).setUntil(RECORDED.plus(Duration.ofDays(40))).build();
    driver.send(Topics.HOLDS, hold);
    pass(Duration.ofDays(39));
    assertThat(driver.read(Topics.DELETIONS)).isEmpty();
    pass(Duration.ofDays(1));
    pass(Duration.ofSeconds(2));
    pass(Duration.ofSeconds(1));
    assertThat(driver.read(Topics.DELETIONS)).hasSize(1);
  }

  private void early(String cause, Clip clip) {
    driver.send(
        Topics.RETENTION_REQUESTS,
        clip.getClipId(),
        RetentionRequest.newBuilder()
            .setRequestId("r1")
            .setKind(RequestKind.EARLY)
            .setCamera(clip.getCamera())
            .setClipId(clip.getClipId())
            .setCause(cause)
            .build());
    pass(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
  }

  @Test
  void earlyDeletion_isInTheLedgerAsSuch() {
    Clip clip = driver.clip("front", RECORDED);
    early("pressure", clip);
    driver.answer(driver.read(Topics.DELETIONS).get(0), DeletionOutcome.DELETED);
    Expiry entry = driver.read(Topics.EXPIRIES).get(0);
    assertThat(entry.getCause()).isEqualTo("pressure");
    assertThat(entry.getRequest()).isEqualTo("r1");
    assertThat(entry.getEarly()).isTrue();
    assertThat(driver.read(Topics.RETENTION_ANSWERS))
        .extracting(answer -> answer.getClips())
        .containsExactly(1L);
  }

  @Test
  void erasureOfAHeldClip_waitsForItsRelease() {
    Clip clip = driver.clip("front", RECORDED);
    driver.send(Topics.HOLDS, hold("h1", clip));
    early("erasure", clip);
    assertThat(driver.read(Topics.DELETIONS)).isEmpty();
    driver.send(Topics.HOLDS, released(hold("h1", clip)));
    pass(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(driver.read(Topics.DELETIONS))
        .extracting(Deletion::getCause)
        .containsExactly("erasure");
  }

  @Test
  void pressureOnAHeldClip_isForgotten() {
    Clip clip = driver.clip("front", RECORDED);
    driver.send(Topics.HOLDS, hold("h1", clip));
    early("pressure", clip);
    driver.send(Topics.HOLDS, released(hold("h1", clip)));
    pass(Duration.ofDays(1));
    assertThat(driver.read(Topics.DELETIONS)).isEmpty();
  }

  private static PolicyRule rule(String id, PolicyKind kind, int days, Severity... severities) {
    return PolicyRule.newBuilder()
        .setRuleId(id)
        .setKind(kind)
        .setSeverities(List.of(severities))
        .setKeepS(Duration.ofDays(days).toSeconds())
        .build();
  }

  private void policy(int version, boolean retroactive, PolicyRule... rules) {
    driver.send(
        Topics.POLICIES,
        "policy",
        Policy.newBuilder()
            .setRecordId("policy-" + version)
            .setVersion(version)
            .setRetroactive(retroactive)
            .setRules(List.of(rules))
            .build());
    pass(Duration.ofSeconds(1));
  }

  private void decided(Clip clip, String... alerts) {
    driver.send(
        Topics.DECISIONS,
        Decision.newBuilder()
            .setRecordId("d-" + clip.getClipId())
            .setCamera("front")
            .setActivityId("a1")
            .setClips(List.of(clip.getClipId()))
            .setAlerts(List.of(alerts))
            .build());
  }

  private void alerted(Clip clip, Severity severity) {
    driver.send(
        Topics.ALERTS,
        Alert.newBuilder()
            .setAlertId("i1")
            .setRecordId("i1-0")
            .setCamera("front")
            .setSeverity(severity)
            .setClips(
                List.of(
                    AlertClip.newBuilder()
                        .setClipId(clip.getClipId())
                        .setState(ClipState.READY)
                        .build()))
            .build());
  }

  @Test
  void deadline_isAPrecautionUntilTheDecisionAndFinalThen() {
    policy(
        1,
        false,
        rule("quiet", PolicyKind.CLIP_WITHOUT_ALERT, 3),
        rule("grave", PolicyKind.CLIP_WITH_ALERT, 90, Severity.CRITICAL));
    Clip quiet = driver.clip("front", RECORDED);
    assertThat(driver.last(Topics.CLIPS).getRule()).isEqualTo("policy@1:grave");
    decided(quiet);
    Clip revised = driver.last(Topics.CLIPS);
    assertThat(revised.getRule()).isEqualTo("policy@1:quiet");
    assertThat(revised.getDeadline()).isEqualTo(RECORDED.plus(Duration.ofDays(3)));
    assertThat(revised.getDecided()).isTrue();
    Clip mild = driver.clip("front", RECORDED.plusSeconds(60));
    decided(mild, "i1");
    assertThat(driver.last(Topics.CLIPS).getRule()).isEqualTo("policy@1:grave");
    alerted(mild, Severity.INFO);
    assertThat(driver.last(Topics.CLIPS).getRule()).isEqualTo("camera:front@1");
    alerted(mild, Severity.CRITICAL);
    assertThat(driver.last(Topics.CLIPS).getRule()).isEqualTo("policy@1:grave");
  }

  @Test
  void changedPolicy_countsFromNowOnOrForAllIfItSaysSo() {
    Clip clip = driver.clip("front", RECORDED);
    driver.read(Topics.CLIPS);
    policy(1, false, rule("short", PolicyKind.CLIP, 2));
    assertThat(driver.read(Topics.CLIPS)).isEmpty();
    policy(2, true, rule("shorter", PolicyKind.CLIP, 1));
    assertThat(driver.last(Topics.CLIPS).getRule()).isEqualTo("policy@2:shorter");
    policy(3, true, rule("long", PolicyKind.CLIP, 100));
    assertThat(driver.read(Topics.CLIPS)).isEmpty();
    pass(Duration.ofDays(1));
    assertThat(driver.read(Topics.DELETIONS))
        .extracting(Deletion::getClipId)
        .containsExactly(clip.getClipId());
  }

  @Test
  void moreThanALimitAllows_theOldestGoesEarlyAndWhatIsHeldStays() {
    Clip oldest = driver.clip("front", RECORDED);
    Clip second = driver.clip("front", RECORDED.plusSeconds(60));
    driver.send(Topics.HOLDS, hold("h1", oldest));
    pass(Duration.ofSeconds(1));
    driver.send(
        Topics.POLICIES,
        "policy",
        Policy.newBuilder()
            .setRecordId("policy-1")
            .setVersion(1)
            .setLimits(
                List.of(
                    PolicyLimit.newBuilder()
                        .setLimitId("small")
                        .setKind(PolicyKind.CLIP)
                        .setMaxBytes(2 * oldest.getBytes())
                        .build()))
            .build());
    pass(Duration.ofSeconds(1));
    driver.clip("front", RECORDED.plusSeconds(120));
    driver.clip("front", RECORDED.plusSeconds(180));
    for (int i = 0; i < 4; i++) {
      pass(Duration.ofSeconds(1));
    }
    List<Deletion> orders = driver.read(Topics.DELETIONS);
    assertThat(orders).extracting(Deletion::getClipId).containsExactly(second.getClipId());
    driver.answer(orders.get(0), DeletionOutcome.DELETED);
    assertThat(driver.read(Topics.EXPIRIES))
        .singleElement()
        .satisfies(entry -> assertThat(entry.getCause()).isEqualTo("limit"))
        .satisfies(entry -> assertThat(entry.getRequest()).isEqualTo("limit:1:small"));
    pass(Duration.ofHours(2));
    assertThat(driver.read(Topics.DELETIONS)).isEmpty();
    driver.send(Topics.HOLDS, released(hold("h1", oldest)));
    pass(Duration.ofHours(2));
    pass(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(driver.read(Topics.DELETIONS))
        .extracting(Deletion::getClipId)
        .containsExactly(oldest.getClipId());
  }

  private static RetentionDriver doubting(Path stateDir) {
    return new RetentionDriver(KAFKA, RetentionConfig.DEFAULT, stateDir, new SimpleMeterRegistry());
  }

  @Test
  void clockThatIsWrongByAYear_deletesNothingUntilSomebodySaysItIsRight(@TempDir Path other) {
    try (RetentionDriver doubting = doubting(other)) {
      doubting.camera("front", THIRTY_DAYS);
      doubting.clip("front", RECORDED);
      doubting.pass(Duration.ofSeconds(1));
      doubting.pass(Duration.ofDays(365));
      doubting.pass(Duration.ofSeconds(1));
      assertThat(doubting.read(Topics.DELETIONS)).isEmpty();
      doubting.send(
          Topics.RETENTION_REQUESTS,
          "clock-1",
          RetentionRequest.newBuilder()
              .setRequestId("clock-1")
              .setKind(RequestKind.CLOCK)
              .setRequestedAt(doubting.now())
              .build());
      doubting.pass(Duration.ofSeconds(1));
      assertThat(doubting.read(Topics.DELETIONS)).hasSize(1);
    }
  }

  @Test
  void thirtyDaysWithADayAtATime_areBelieved(@TempDir Path other) {
    try (RetentionDriver doubting = doubting(other)) {
      doubting.camera("front", THIRTY_DAYS);
      doubting.clip("front", RECORDED);
      for (int day = 0; day < 29; day++) {
        doubting.pass(Duration.ofDays(1));
      }
      assertThat(doubting.read(Topics.DELETIONS)).isEmpty();
      doubting.pass(Duration.ofDays(1).minusSeconds(1));
      assertThat(doubting.read(Topics.DELETIONS)).isEmpty();
      doubting.pass(Duration.ofSeconds(1));
      assertThat(doubting.read(Topics.DELETIONS)).hasSize(1);
    }
  }

  private void piece(Instant start) {
    driver.send(
        Topics.RECORDINGS,
        Recording.newBuilder()
            .setRecordId(Ids.recording("front", start))
            .setCamera("front")
            .setKind(RecordingKind.PIECE)
            .setCapturedAt(start)
            .setEndedAt(start.plusSeconds(60))
            .setCameraVersion(1)
            .setBytes(10)
            .setSha256("ab".repeat(32))
            .setRecordedAt(start.plusSeconds(60))
            .build());
  }

  @Test
  void heldHour_staysAsAWholeUntilItIsReleased() {
    piece(RECORDED);
    piece(RECORDED.plusSeconds(3600));
    Hold hold = span("h1", Duration.ofMinutes(10), Duration.ofMinutes(11));
    driver.send(Topics.HOLDS, hold);
    pass(Duration.ofSeconds(1));
    assertThat(driver.read(Topics.HOLDS))
        .extracting(Hold::getState, Hold::getHours)
        .containsExactly(tuple(HoldState.HELD, 1L));
    pass(THIRTY_DAYS.multipliedBy(2));
    assertThat(driver.read(Topics.DELETIONS))
        .extracting(Deletion::getClipId)
        .containsExactly(Ids.hour("front", RECORDED.plusSeconds(3600)));
    driver.send(Topics.HOLDS, released(hold));
    pass(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(driver.read(Topics.DELETIONS))
        .extracting(Deletion::getClipId)
        .containsExactly(Ids.hour("front", RECORDED));
  }
}
