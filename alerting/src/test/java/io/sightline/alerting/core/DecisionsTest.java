package io.sightline.alerting.core;

import static io.sightline.alerting.core.CameraLog.object;
import static io.sightline.alerting.core.CameraLog.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Box;
import io.sightline.avro.Decision;
import io.sightline.avro.EndCause;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionsTest {
  private final CameraLog log = new CameraLog();

  private void assertDecision(Outcome outcome, Reason reason) {
    assertThat(log.decisions).isNotEmpty();
    assertThat(log.decision().getOutcome()).isEqualTo(outcome);
    assertThat(log.decision().getReason()).isEqualTo(reason);
    assertThat(log.decision().getActivityId()).isEqualTo(log.activity);
  }

  @Test
  void alertRaised_newIncident() {
    log.rules(camera -> {}).show(5, person(0.8)).empty(3).endQuietly();

    assertDecision(Outcome.ALERTED, Reason.NEW_INCIDENT);
    Decision decision = log.decision();
    assertThat(decision.getAlerts()).containsExactly(log.told().get(0).getAlertId());
    assertThat(decision.getClips()).containsExactly(log.clip());
    assertThat(decision.getEvidence().getFrames()).isEqualTo(40);
    assertThat(decision.getEvidence().getRule()).isEqualTo("default-person");
    assertThat(decision.getMadeWith().getCameraTopic()).isEqualTo("test.cameras");
    assertThat(decision.getMadeWith().getCameraOffset()).isEqualTo(17);
    assertThat(decision.getMadeWith().getCameraVersion()).isEqualTo(3);
    assertThat(decision.getMadeWith().getModelDigest()).isEqualTo("00ff");
  }

  @Test
  void laterActivityOfTheIncident_sameIncident() {
    log.show(5, person(0.8)).commit().end(EndCause.CUT).mark(false);
    log.begin().show(5, person(0.8)).empty(3).endQuietly();

    assertDecision(Outcome.ALERTED, Reason.SAME_INCIDENT);
  }

  @Test
  void visitWithinTheCooldown_cooldownAndTheAlert() {
    log.rules(camera -> camera.setCooldownMs(60_000));
    log.show(5, person(0.8)).empty(3).endQuietly().begin();
    log.show(5, person(0.8)).empty(3).endQuietly();

    assertDecision(Outcome.SUPPRESSED, Reason.COOLDOWN);
    assertThat(log.decision().getAlerts()).containsExactly(log.told().get(0).getAlertId());
  }

  @Test
  void nothingRecognised_noObject() {
    log.show(3, List.of(new Box(0f, 0f, 0.5f, 0.5f))).endQuietly();

    assertDecision(Outcome.SUPPRESSED, Reason.NO_OBJECT);
  }

  @Test
  void objectStandsWhereNothingMoves_noObject() {
    log.show(3, List.of(new Box(0f, 0f, 0.1f, 0.1f)), object("couch", 0.9, 0.5)).endQuietly();

    assertDecision(Outcome.SUPPRESSED, Reason.NO_OBJECT);
  }

  @Test
  void pet_ruleNamesIt() {
    log.show(3, object("couch", 0.95, 0.2), object("cat", 0.7, 0.2), person(0.3)).endQuietly();

    assertDecision(Outcome.SUPPRESSED, Reason.RULE);
    assertThat(log.decision().getEvidence().getRule()).isEqualTo("default-pet");
    assertThat(log.decision().getEvidence().getSubject()).isEqualTo("pet");
    assertThat(log.decision().getEvidence().getScore()).isEqualTo(0.7f);
  }

  @Test
  void personInTooFewFrames_notConfirmed() {
    log.empty(1).show(0.4, person(0.9)).empty(2).endQuietly();

    assertDecision(Outcome.SUPPRESSED, Reason.NOT_CONFIRMED);
    assertThat(log.decision().getEvidence().getThreshold()).isEqualTo(0.5f);
  }

  @Test
  void framesDidNotArrive_framesMissing() {
    log.empty(1.4).loseFrame().empty(2).endQuietly();

    assertDecision(Outcome.FAILED, Reason.FRAMES_MISSING);
  }

  @Test
  void framesDidNotArriveButAPersonWasSeen_alerted() {
    log.show(3, person(0.8)).loseFrame().show(2, person(0.8)).empty(2).endQuietly();

    assertDecision(Outcome.ALERTED, Reason.NEW_INCIDENT);
  }

  @Test
  void noFrameCouldBeExamined_detectionFailed() {
    for (int i = 0; i < 10; i++) {
      log.frame(frame -> frame.setFailure("not a JPEG"));
    }
    log.endQuietly();

    assertDecision(Outcome.FAILED, Reason.DETECTION_FAILED);
    assertThat(log.decision().getEvidence().getFailedFrames()).isEqualTo(10);
  }

  @Test
  void sameActivityEndsAgain_noSecondDecision() {
    log.empty(2).endQuietly().end(EndCause.QUIET).mark(false);
    log.restart(1).end(EndCause.LOST).mark(false);

    assertThat(log.decisions).hasSize(1);
  }

  @Test
  void recordsAreReplayed_nothingComesOfThem() {
    log.show(5, person(0.8)).empty(3).endQuietly();
    int alerts = log.alerts.size();
    CameraState before = log.state;
    List.copyOf(log.records).forEach(log::fold);

    assertThat(log.alerts).hasSize(alerts);
    assertThat(log.decisions).hasSize(1);
    assertThat(log.state).isEqualTo(before);
  }
}
