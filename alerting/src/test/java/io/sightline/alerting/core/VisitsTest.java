package io.sightline.alerting.core;

import static io.sightline.alerting.core.CameraLog.object;
import static io.sightline.alerting.core.CameraLog.person;
import static io.sightline.alerting.core.CameraLog.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Box;
import io.sightline.avro.EndCause;
import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.avro.Severity;
import io.sightline.avro.Subject;
import io.sightline.schemas.Ids;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitsTest {
  private final CameraLog log = new CameraLog();

  @ParameterizedTest
  @ValueSource(doubles = {2, 3, 4, 5, 10})
  void personForSomeSeconds_oneAlertRaisedWithinTwoSeconds(double fps) {
    log.fps = fps;
    log.empty(1).show(6, person(0.8)).empty(3).endQuietly();

    assertThat(log.told()).hasSize(1);
    Alert alert = log.told().get(0);
    assertThat(alert.getSubject()).isEqualTo(Subject.PERSON);
    assertThat(alert.getState()).isEqualTo(AlertState.CLOSED);
    assertThat(alert.getStartedAt()).isBetween(time(1), time(1.5));
    assertThat(alert.getRaisedAt()).isBefore(time(3));
    assertThat(alert.getEndedAt()).isBetween(time(6.4), time(7.4));
    assertThat(alert.getAlertId()).isEqualTo(Ids.incident(CameraLog.CAMERA, alert.getStartedAt()));
  }

  @Test
  void personInOneFrame_noAlert() {
    log.empty(1).show(0.2, person(0.9)).empty(3).endQuietly();

    assertThat(log.alerts).isEmpty();
  }

  @Test
  void weakPerson_noAlert() {
    log.show(10, person(0.4)).empty(3).endQuietly();

    assertThat(log.alerts).isEmpty();
  }

  @Test
  void personOnAPicture_nothingMovesThere_noAlert() {
    Box elsewhere = new Box(0.8f, 0.8f, 0.1f, 0.1f);
    log.show(10, List.of(elsewhere), person(0.9)).empty(3).endQuietly();

    assertThat(log.alerts).isEmpty();
  }

  @Test
  void sourceThatNamesNoRegions_everythingMayHaveMoved_alert() {
    log.show(3, List.of(), person(0.9));

    assertThat(log.told()).hasSize(1);
  }

  @Test
  void weakFirstHits_belongToTheVisit() {
    log.empty(1).show(0.6, person(0.3)).show(3, person(0.8));

    assertThat(log.told().get(0).getStartedAt()).isEqualTo(time(1));
  }

  @Test
  void weakGhostLongBefore_startsNoVisit() {
    log.show(20, person(0.3)).show(3, person(0.8));

    assertThat(log.told().get(0).getStartedAt()).isEqualTo(time(19));
  }

  @Test
  void detectorMissesPersonForASecond_sameVisit() {
    Box there = person(1).getBox();
    for (int i = 0; i < 5; i++) {
      log.show(2, person(0.8)).show(1.2, List.of(there));
    }
    log.empty(3).endQuietly();

    assertThat(log.told()).hasSize(1);
  }

  @Test
  void personWalksFastAcross_sameVisit() {
    for (int i = 0; i < 12; i++) {
      log.show(0.2, object("person", 0.8, 0.07 * i));
    }
    log.empty(3);

    assertThat(log.told()).hasSize(1);
    assertThat(log.told().get(0).getEndedAt()).isEqualTo(time(2.2));
  }

  @Test
  void gapOfThreeSeconds_twoVisits() {
    log.show(5, person(0.8)).empty(3).show(5, person(0.8)).empty(3).endQuietly();

    assertThat(log.told()).hasSize(2);
    assertThat(log.told()).allMatch(alert -> alert.getState() == AlertState.CLOSED);
    assertThat(log.told().get(1).getStartedAt()).isEqualTo(time(8));
  }

  @Test
  void activityEndsQuietlySoonAfterPersonLeft_visitEnds() {
    log.show(5, person(0.8)).empty(0.4);
    log.now += 2;
    log.endQuietly().begin().show(5, person(0.8));

    assertThat(log.told()).hasSize(2);
  }

  @Test
  void personStandsStillWhileFramesAreSparse_sameVisit() {
    log.show(5, person(0.8));
    log.fps = 0.5;
    log.show(60, person(0.8));
    log.fps = 5;
    log.show(3, person(0.8));

    assertThat(log.told()).hasSize(1);
    assertThat(log.told().get(0).getState()).isNotEqualTo(AlertState.CLOSED);
  }

  @Test
  void framesThatCouldNotBeExamined_areNoEvidenceOfAbsence() {
    log.show(5, person(0.8));
    for (int i = 0; i < 40; i++) {
      log.frame(f -> f.setFailure("decoder broke"));
    }
    log.show(3, person(0.8));

    assertThat(log.told()).hasSize(1);
    assertThat(log.told().get(0).getState()).isNotEqualTo(AlertState.CLOSED);
  }

  @Test
  void activityIsCut_sameVisitInBoth() {
    log.show(10, person(0.8)).commit().end(EndCause.CUT).mark(false);
    String first = log.activity;
    log.begin().show(10, person(0.8)).empty(3).endQuietly();

    assertThat(log.told()).hasSize(1);
    assertThat(log.told().get(0).getActivities()).containsExactly(first, log.activity);
    assertThat(log.told().get(0).getClips()).hasSize(2);
  }

  @Test
  void finalMark_closesTheIncident() {
    log.show(5, person(0.8)).commit().end(EndCause.SOURCE_ENDED).mark(true);

    assertThat(log.told().get(0).getState()).isEqualTo(AlertState.CLOSED);
    assertThat(log.told().get(0).getEndedAt()).isEqualTo(time(4.8));
  }

  @Test
  void twoPersonsTogether_oneIncident() {
    log.show(5, person(0.8), object("person", 0.7, 0.7)).show(5, object("person", 0.7, 0.7));
    log.empty(3).endQuietly();

    assertThat(log.told()).hasSize(1);
    assertThat(log.told().get(0).getEndedAt()).isEqualTo(time(9.8));
  }

  @Test
  void petAndVehicle_areSuppressed() {
    log.show(5, object("cat", 0.9, 0.2), object("truck", 0.9, 0.5)).empty(3).endQuietly();

    assertThat(log.alerts).isEmpty();
  }

  @Test
  void secondRuleForTheSameSubject_raisesTheSeverity() {
    log.rules(
        camera ->
            camera.setRules(
                List.of(
                    rule("trucks", "truck", Severity.CRITICAL),
                    rule("cars", "car", Severity.INFO))));
    log.show(3, object("car", 0.8, 0.2));
    assertThat(log.told().get(0).getSeverity()).isEqualTo(Severity.INFO);

    log.show(3, object("car", 0.8, 0.2), object("truck", 0.7, 0.6));

    assertThat(log.told()).hasSize(1);
    assertThat(log.told().get(0).getSeverity()).isEqualTo(Severity.CRITICAL);
    assertThat(log.told().get(0).getRule()).isEqualTo("trucks");
    assertThat(log.told().get(0).getLabel()).isEqualTo("car");
  }

  @Test
  void newVisitWithinCooldown_sameAlertIsTold() {
    log.rules(camera -> camera.setCooldownMs(30_000));
    log.show(5, person(0.8)).empty(3).endQuietly().quiet(10);
    log.begin().show(5, person(0.8)).empty(3).endQuietly().quiet(40);
    log.begin().show(5, person(0.8)).empty(3).endQuietly();

    assertThat(log.told()).hasSize(2);
    assertThat(log.alerts.stream().map(Alert::getState).filter(AlertState.OPENED::equals))
        .hasSize(2);
    assertThat(log.told().get(0).getActivities()).hasSize(2);
  }

  static Rule rule(String id, String label, Severity severity) {
    return Rule.newBuilder()
        .setRuleId(id)
        .setLabels(List.of(label))
        .setAction(RuleAction.ALERT)
        .setSeverity(severity)
        .build();
  }
}
