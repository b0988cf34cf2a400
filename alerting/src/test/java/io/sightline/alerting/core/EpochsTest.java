package io.sightline.alerting.core;

import static io.sightline.alerting.core.CameraLog.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Activity;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.ClipState;
import io.sightline.avro.EndCause;
import io.sightline.avro.FrameKind;
import io.sightline.avro.Mark;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochsTest {
  private final CameraLog log = new CameraLog();

  private void dieWithPersonThere() {
    log.show(5.6, person(0.8));
    Activity lost = log.ended(EndCause.LOST);
    log.restart(8);
    log.fold(
        log.record(FrameKind.MARK)
            .setMark(Mark.newBuilder().setEnded(List.of(lost)).build())
            .build());
    log.begin();
  }

  @Test
  void seenAgainSoon_sameIncident() {
    dieWithPersonThere();
    log.show(5, person(0.8)).empty(3).endQuietly();

    assertThat(log.told()).hasSize(1);
    assertThat(log.told().get(0).getState()).isEqualTo(AlertState.CLOSED);
    assertThat(log.decisions).hasSize(2);
    assertThat(log.decisions.get(0).getReason()).isEqualTo(Reason.NEW_INCIDENT);
    assertThat(log.decisions.get(1).getReason()).isEqualTo(Reason.SAME_INCIDENT);
  }

  @Test
  void framesWithoutThePersonAfterwards_incidentCloses() {
    dieWithPersonThere();
    log.empty(3);

    assertThat(log.told().get(0).getState()).isEqualTo(AlertState.CLOSED);
  }

  @Test
  void marksOnlyAfterwards_incidentClosesAfterAMinute() {
    dieWithPersonThere();
    log.quiet(51);
    assertThat(log.told().get(0).getState()).isNotEqualTo(AlertState.CLOSED);

    log.quiet(3);

    assertThat(log.told().get(0).getState()).isEqualTo(AlertState.CLOSED);
  }

  @Test
  void seenAgainAfterMoreThanAMinute_anotherIncident() {
    dieWithPersonThere();
    log.now += 100;
    log.show(5, person(0.8));

    assertThat(log.told()).hasSize(2);
  }

  @Test
  void clipOfTheLostActivity_isMissingUntilItIsSalvaged() {
    String lost = log.activity;
    dieWithPersonThere();
    assertThat(state(log.told().get(0))).isEqualTo(ClipState.MISSING);

    log.activity = lost;
    log.commit().mark(false).quiet(1);

    assertThat(state(log.told().get(0))).isEqualTo(ClipState.READY);
  }

  @Test
  void lostWithoutAnAlert_decisionSaysLost() {
    log.empty(3);
    Activity lost = log.ended(EndCause.LOST);
    log.restart(8);
    log.fold(
        log.record(FrameKind.MARK)
            .setMark(Mark.newBuilder().setEnded(List.of(lost)).build())
            .build());

    assertThat(log.decision().getOutcome()).isEqualTo(Outcome.FAILED);
    assertThat(log.decision().getReason()).isEqualTo(Reason.LOST);
  }

  @Test
  void clockWentBackWithTheNewEpoch_incidentClosesAndTimeStartsAnew() {
    log.show(5, person(0.8));
    log.restart(-1000).begin().show(3, person(0.8));

    assertThat(log.told()).hasSize(2);
    assertThat(log.told().get(0).getState()).isEqualTo(AlertState.CLOSED);
  }

  @Test
  void recordOfAnEpochThatIsOver_changesNothing() {
    log.show(5, person(0.8));
    log.restart(1).begin().empty(0.4);
    CameraState before = log.state;
    log.epoch = 1;
    log.show(0.2, person(0.8));

    assertThat(log.state).isEqualTo(before);
  }

  private static ClipState state(Alert alert) {
    return alert.getClips().get(0).getState();
  }
}
