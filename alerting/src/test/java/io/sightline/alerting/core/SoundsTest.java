package io.sightline.alerting.core;

import static io.sightline.alerting.core.CameraLog.heardAs;
import static io.sightline.alerting.core.CameraLog.person;
import static io.sightline.alerting.core.CameraLog.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.ActivityState;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.ClipState;
import io.sightline.avro.Decision;
import io.sightline.avro.EndCause;
import io.sightline.avro.FrameKind;
import io.sightline.avro.Mark;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.avro.Severity;
import io.sightline.avro.SoundClass;
import io.sightline.avro.Subject;
import io.sightline.schemas.Ids;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoundsTest {
  private static final SoundClass GLASS = heardAs("glass", 0.8);
  private final CameraLog log = new CameraLog();

  private void assertDecision(Outcome outcome, Reason reason) {
    assertThat(log.decision().getOutcome()).isEqualTo(outcome);
    assertThat(log.decision().getReason()).isEqualTo(reason);
  }

  @Test
  void glassAlone_alertsBeforeItIsOver() {
    log.quiet(10).hear(9, 30, GLASS);

    Alert alert = log.told().get(0);
    assertThat(alert.getState()).isEqualTo(AlertState.OPENED);
    assertThat(alert.getSubject()).isEqualTo(Subject.SOUND);
    assertThat(alert.getLabel()).isEqualTo("glass");
    assertThat(alert.getRule()).isEqualTo("default-alarming-sound");
    assertThat(alert.getStartedAt()).isEqualTo(time(9));
    assertThat(alert.getRaisedAt()).isEqualTo(time(10));
    assertThat(alert.getClips()).singleElement().matches(c -> c.getState() == ClipState.PENDING);
    assertThat(log.decisions).isEmpty();
  }

  @Test
  void glassAlone_oneDecisionAndOneAlertWithItsClip() {
    log.quiet(10).hear(9, 30, GLASS).quiet(2).endSound(9, 31, GLASS).quiet(60);

    assertThat(log.decisions).hasSize(1);
    assertDecision(Outcome.ALERTED, Reason.NEW_INCIDENT);
    Decision decision = log.decision();
    assertThat(decision.getActivityId()).isEqualTo(Ids.soundActivity(CameraLog.CAMERA, time(9)));
    assertThat(decision.getEvidence().getSubject()).isEqualTo("sound");
    assertThat(decision.getEvidence().getLabel()).isEqualTo("glass");
    assertThat(decision.getEvidence().getOverFloorDb()).isEqualTo(31);
    assertThat(decision.getMadeWith().getModel()).isEqualTo("ears");
    assertThat(log.told()).hasSize(1);
    Alert alert = log.told().get(0);
    assertThat(decision.getAlerts()).containsExactly(alert.getAlertId());
    assertThat(alert.getState()).isEqualTo(AlertState.CLOSED);
    assertThat(alert.getClips()).singleElement().matches(c -> c.getState() == ClipState.READY);
  }

  @Test
  void glassKnownOnlyAtItsEnd_alerts() {
    log.quiet(10).endSound(9, 30, GLASS);

    assertDecision(Outcome.ALERTED, Reason.NEW_INCIDENT);
    assertThat(log.told().get(0).getClips()).singleElement().matches(c -> c.getKey() != null);
  }

  @Test
  void loudnessWithoutAName_isSuppressedAsThat() {
    log.quiet(10).hear(9, 30).endSound(9, 30);

    assertDecision(Outcome.SUPPRESSED, Reason.LOUDNESS_ONLY);
    assertThat(log.decision().getEvidence().getLabel()).isEqualTo("loud");
    assertThat(log.decision().getEvidence().getScore()).isEqualTo(0.75f);
    assertThat(log.alerts).isEmpty();
  }

  @Test
  void otherSound_ruleNamesIt() {
    log.quiet(10).endSound(9, 30, heardAs("dog", 0.9), heardAs("baby", 0.3));

    assertDecision(Outcome.SUPPRESSED, Reason.RULE);
    assertThat(log.decision().getEvidence().getRule()).isEqualTo("default-sound");
    assertThat(log.decision().getEvidence().getLabel()).isEqualTo("dog");
  }

  @Test
  void alarmingSoundBelowItsScore_notConfirmed() {
    log.quiet(10).endSound(9, 30, heardAs("glass", 0.3));

    assertDecision(Outcome.SUPPRESSED, Reason.NOT_CONFIRMED);
    assertThat(log.decision().getEvidence().getThreshold()).isEqualTo(0.5f);
  }

  @Test
  void ruleAboutLoudness_alertsOnIt() {
    log.rules(c -> c.setRules(List.of(rule("noise", "loud", Severity.INFO))));
    log.quiet(10).hear(9, 10).hear(9, 24);

    assertThat(log.told()).singleElement().matches(a -> a.getLabel().equals("loud"));
    assertThat(log.told().get(0).getSeverity()).isEqualTo(Severity.INFO);
  }

  @Test
  void soundDuringAVisit_joinsItsAlert() {
    log.show(3, person(0.8)).hear(2, 30, GLASS).show(2, person(0.8)).endSound(2, 30, GLASS);

    assertThat(log.told()).hasSize(1);
    assertThat(log.told().get(0).getSubject()).isEqualTo(Subject.PERSON);
    assertDecision(Outcome.ALERTED, Reason.SAME_INCIDENT);
    assertThat(log.decision().getAlerts()).containsExactly(log.told().get(0).getAlertId());
    log.empty(3).endQuietly();
    assertDecision(Outcome.ALERTED, Reason.NEW_INCIDENT);
    Alert alert = log.told().get(0);
    assertThat(alert.getActivities()).hasSize(2);
    assertThat(alert.getClips()).hasSize(2).allMatch(c -> c.getState() == ClipState.READY);
  }

  @Test
  void speechDuringAVisit_joinsAndTellsNothingNew() {
    log.show(3, person(0.8)).endSound(2, 12, heardAs("speech", 0.9));

    assertDecision(Outcome.ALERTED, Reason.SAME_INCIDENT);
    assertThat(log.told().get(0).getLabel()).isEqualTo("person");
    assertThat(log.decision().getEvidence().getLabel()).isEqualTo("speech");
  }

  @Test
  void graverSoundDuringAVisit_raisesTheSeverity() {
    log.rules(
        c ->
            c.setRules(
                List.of(
                    rule("glass-breaks", "glass", Severity.CRITICAL),
                    rule("people", "person", Severity.INFO, "person"))));
    log.show(3, person(0.8)).hear(2, 30, GLASS).show(2, person(0.8));

    assertThat(log.told()).hasSize(1);
    assertThat(log.told().get(0).getSeverity()).isEqualTo(Severity.CRITICAL);
    assertThat(log.told().get(0).getRule()).isEqualTo("glass-breaks");
  }

  @Test
  void soundLongAfterAVisit_hasAnAlertOfItsOwn() {
    log.show(3, person(0.8)).empty(3).endQuietly().quiet(20).endSound(25, 30, GLASS);

    assertDecision(Outcome.ALERTED, Reason.NEW_INCIDENT);
    assertThat(log.told()).hasSize(2);
  }

  @Test
  void personWhoComesWhileAnAlarmRings_isAnAlertOfTheirOwn() {
    log.hear(0, 30, heardAs("alarm", 0.9)).show(4, person(0.8)).empty(3).endQuietly();

    assertThat(log.told()).extracting(Alert::getSubject).contains(Subject.SOUND, Subject.PERSON);
    assertDecision(Outcome.ALERTED, Reason.NEW_INCIDENT);
    log.endSound(0, 30, heardAs("alarm", 0.9));
    assertThat(log.decision().getAlerts()).hasSize(2);
  }

  @Test
  void motionWithNothingInItDuringAnAlarm_belongsToTheAlarm() {
    log.empty(2).hear(0, 30, heardAs("alarm", 0.9)).empty(2).endQuietly();

    assertDecision(Outcome.ALERTED, Reason.SAME_INCIDENT);
    assertThat(log.told()).singleElement().matches(a -> a.getClips().size() == 2);
  }

  @Test
  void framesWithoutAnything_doNotEndAnAlarm() {
    log.hear(0, 30, heardAs("alarm", 0.9)).empty(10);

    assertThat(log.told().get(0).getState()).isNotEqualTo(AlertState.CLOSED);
  }

  @Test
  void openSound_doesNotKeepAVisitOpen() {
    log.show(5, person(0.8)).hear(5, 20).empty(0.4);
    log.now += 2;
    log.endQuietly();

    assertThat(log.told().get(0).getState()).isEqualTo(AlertState.CLOSED);
  }

  @Test
  void childCriesAgainAfterABreath_sameAlert() {
    log.quiet(10).endSound(5, 30, heardAs("baby", 0.9));
    log.quiet(20).endSound(28, 30, heardAs("baby", 0.9)).quiet(40);
    log.endSound(69, 30, heardAs("baby", 0.9));

    assertThat(log.decisions)
        .extracting(Decision::getReason)
        .containsExactly(Reason.NEW_INCIDENT, Reason.SAME_INCIDENT, Reason.NEW_INCIDENT);
    assertThat(log.told()).hasSize(2);
  }

  @Test
  void framesLostDuringASound_soundIsDecidedAllTheSame() {
    log.empty(1.4).hear(0, 30).loseFrame().empty(2).endSound(0, 30);

    assertDecision(Outcome.SUPPRESSED, Reason.LOUDNESS_ONLY);
  }

  @Test
  void lostSound_failedAsLost() {
    log.hear(0, 30).restart(5);
    log.fold(
        log.record(FrameKind.MARK)
            .setMark(
                Mark.newBuilder()
                    .setEnded(
                        List.of(
                            log.sound(0, 0)
                                .setCause(EndCause.LOST)
                                .setState(ActivityState.ENDED)
                                .build()))
                    .build())
            .build());

    assertDecision(Outcome.FAILED, Reason.LOST);
  }

  @Test
  void sameSoundEndsAgain_noSecondDecision() {
    log.quiet(10).endSound(9, 30, GLASS).endSound(9, 30, GLASS);

    assertThat(log.decisions).hasSize(1);
    assertThat(log.told()).hasSize(1);
  }

  @Test
  void soundWithoutSense_isDecidedAndNothingBreaks() {
    log.fold(
        log.record(FrameKind.MARK)
            .setMark(
                Mark.newBuilder()
                    .setEnded(
                        List.of(
                            log.sound(0, Double.NaN, heardAs("glass", 7), heardAs("", Float.NaN))
                                .setStartedAt(Instant.parse("1901-01-01T00:00:00Z"))
                                .build()))
                    .build())
            .build());

    assertThat(log.decisions).hasSize(1);
    assertThat(log.alerts).isEmpty();
  }

  private static Rule rule(String id, String label, Severity severity) {
    return rule(id, label, severity, "sound");
  }

  private static Rule rule(String id, String label, Severity severity, String subject) {
    return Rule.newBuilder()
        .setRuleId(id)
        .setSubjects(List.of(subject))
        .setLabels(List.of(label))
        .setAction(RuleAction.ALERT)
        .setSeverity(severity)
        .build();
  }
}
