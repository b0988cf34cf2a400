package io.sightline.alerting.core;

import static io.sightline.alerting.core.CameraLog.object;
import static io.sightline.alerting.core.CameraLog.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertClip;
import io.sightline.avro.AlertState;
import io.sightline.avro.Box;
import io.sightline.avro.ClipState;
import io.sightline.avro.Detection;
import io.sightline.avro.EndCause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevisionsTest {
  private final CameraLog log = new CameraLog();

  @Test
  void visit_isOpenedThenClosedWithItsClip() {
    log.show(5, person(0.8)).empty(3).endQuietly();

    Alert first = log.alerts.get(0);
    assertThat(first.getState()).isEqualTo(AlertState.OPENED);
    assertThat(first.getRevision()).isZero();
    assertThat(first.getClips()).extracting(AlertClip::getState).containsExactly(ClipState.PENDING);
    Alert last = log.told().get(0);
    assertThat(last.getClips().get(0).getState()).isEqualTo(ClipState.READY);
    assertThat(last.getClips().get(0).getKey()).endsWith("/clip.mp4");
  }

  @Test
  void clipReadyAfterTheClose_oneMoreRevisionStillClosed() {
    log.show(5, person(0.8)).empty(3);
    Alert closed = log.told().get(0);
    assertThat(closed.getState()).isEqualTo(AlertState.CLOSED);
    log.endQuietly();

    Alert ready = log.told().get(0);
    assertThat(ready.getRevision()).isEqualTo(closed.getRevision() + 1);
    assertThat(ready.getState()).isEqualTo(AlertState.CLOSED);
    assertThat(ready.getClips().get(0).getState()).isEqualTo(ClipState.READY);
  }

  @Test
  void activityEndedWithoutItsClip_clipIsMissing() {
    log.show(5, person(0.8)).end(EndCause.LOST).mark(false);

    assertThat(log.told().get(0).getClips().get(0).getState()).isEqualTo(ClipState.MISSING);
  }

  @Test
  void pictureThatShowsItMuchBetter_isTold() {
    log.show(3, person(0.6));
    Detection close = new Detection("person", 0.9f, new Box(0.3f, 0.1f, 0.4f, 0.9f), 0, false);
    log.show(3, close);

    Alert alert = log.told().get(0);
    assertThat(alert.getRevision()).isEqualTo(1);
    assertThat(alert.getState()).isEqualTo(AlertState.UPDATED);
    assertThat(alert.getSnapshotBox().getWidth()).isEqualTo(0.4f);
    assertThat(alert.getConfidence()).isEqualTo(0.9f);
  }

  @Test
  void pictureImprovesWithEachFrame_atMostOneRevisionASecond() {
    for (int i = 0; i < 50; i++) {
      float side = 0.05f + 0.018f * i;
      log.show(0.2, new Detection("person", 0.9f, new Box(0.02f, 0.02f, side, side), 0, false));
    }

    assertThat(log.alerts).hasSizeGreaterThan(2);
    for (int i = 1; i < log.alerts.size(); i++) {
      Duration step =
          Duration.between(
              log.alerts.get(i - 1).getCapturedAt(), log.alerts.get(i).getCapturedAt());
      assertThat(step).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void keptFrames_areThoseThatTheAlertShows() {
    log.show(3, person(0.6)).show(3, object("person", 0.9, 0.4)).empty(3).endQuietly();

    assertThat(log.decision().getKeptFrames()).contains(log.told().get(0).getSnapshot());
    assertThat(log.decision().getKeptFrames().size()).isLessThanOrEqualTo(2);
  }

  @Test
  void closedIncidentsBeyondTheLimit_pendingClipsAreToldMissing() {
    for (int i = 0; i < Policy.MAX_CLOSED + 1; i++) {
      log.show(3, person(0.8)).empty(3);
    }

    Alert first = log.told().get(0);
    assertThat(first.getClips()).extracting(AlertClip::getState).containsOnly(ClipState.MISSING);
    assertThat(log.state.incidents()).hasSize(Policy.MAX_CLOSED);
    assertThat(List.copyOf(log.told())).hasSize(Policy.MAX_CLOSED + 1);
  }
}
