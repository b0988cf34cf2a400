package io.sightline.console.view;

import static io.sightline.console.Samples.NOON;
import static io.sightline.console.Samples.alert;
import static io.sightline.console.Samples.camera;
import static io.sightline.console.Samples.clip;
import static io.sightline.console.Samples.decision;
import static io.sightline.console.Samples.health;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.avro.Activity;
import io.sightline.avro.Alert;
import io.sightline.avro.CameraState;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Outcome;
import io.sightline.avro.Pressure;
import org.junit.jupiter.api.Test;

class ViewsTest {
  private final Views views =
      new Views(
          new AlertView(10),
          new DecisionView(10),
          new ClipView(10),
          new CameraView(2),
          new FeedbackView(10),
          new StoreView(),
          new HoldView(10),
          new ErasureView(10));

  @Test
  void theNewestWordOfTheStore_wins() {
    Pressure full = Pressure.newBuilder().setRecordId("p2").setAt(NOON.plusSeconds(1)).build();
    Pressure late = Pressure.newBuilder().setRecordId("p1").setAt(NOON).build();
    assertThat(views.apply(full)).isEmpty();
    assertThat(views.apply(late)).isEmpty();
    assertThat(views.store().newest()).contains(full);
  }

  @Test
  void newerRevision_wins() {
    Alert first = alert("room", NOON).setRevision(0).build();
    Alert second = alert("room", NOON).setRevision(1).setConfidence(0.9f).build();
    assertThat(views.apply(first)).contains(new Change.AlertChanged(first));
    assertThat(views.apply(second)).contains(new Change.AlertChanged(second));
    assertThat(views.apply(first)).isEmpty();
    assertThat(views.alerts().get(first.getAlertId())).contains(second);
    assertThat(views.alerts().repeated()).isEqualTo(1);
  }

  @Test
  void secondDecisionForAnActivity_isCountedAndIgnored() {
    Decision first = decision("room", NOON).build();
    Decision second = decision("room", NOON).setOutcome(Outcome.ALERTED).build();
    assertThat(views.apply(first)).isPresent();
    assertThat(views.apply(second)).isEmpty();
    assertThat(views.decisions().newest(null, 10, any -> true)).containsExactly(first);
    assertThat(views.decisions().repeated()).isEqualTo(1);
  }

  @Test
  void decisions_tellHowFarACameraIsDecided() {
    views.apply(decision("room", NOON.plusSeconds(60)).build());
    views.apply(decision("room", NOON).build());
    assertThat(views.decisions().decidedThrough("room")).contains(NOON.plusSeconds(68));
    assertThat(views.decisions().decidedThrough("gate")).isEmpty();
    assertThat(views.decisions().quiet()).isEqualTo(2);
  }

  @Test
  void tombstoneOnClips_removes() {
    Clip clip = clip("room", NOON).build();
    views.apply(clip);
    assertThat(views.clipGone(clip.getClipId())).contains(new Change.ClipChanged(clip.getClipId()));
    assertThat(views.clips().get(clip.getClipId())).isEmpty();
    assertThat(views.clipGone(clip.getClipId())).isEmpty();
  }

  @Test
  void olderRevisionOfAClip_isIgnored() {
    Clip withDeadline = clip("room", NOON).setRevision(1).build();
    views.apply(withDeadline);
    assertThat(views.apply(clip("room", NOON).setDeadline(null).build())).isEmpty();
    assertThat(views.clips().get(withDeadline.getClipId())).contains(withDeadline);
  }

  @Test
  void withdrawnCamera_isNotListedButKeepsItsName() {
    views.apply(camera("room", "Living room").build());
    views.apply(health("room").build());
    views.apply(camera("room", "Living room").setVersion(2).setPresent(false).build());
    assertThat(views.cameras().all()).isEmpty();
    assertThat(views.cameras().name("room")).isEqualTo("Living room");
  }

  @Test
  void newestHealth_isTheState() {
    views.apply(health("room").build());
    views.apply(health("room").setState(CameraState.OFFLINE).setCause("no route").build());
    CameraView.Seen seen = views.cameras().get("room").orElseThrow();
    assertThat(seen.health().getState()).isEqualTo(CameraState.OFFLINE);
    assertThat(seen.name()).isEqualTo("room");
    assertThat(views.healthGone("room")).isPresent();
    assertThat(views.cameras().all()).isEmpty();
  }

  @Test
  void camerasBeyondTheLimit_areCounted() {
    views.apply(camera("a", "").build());
    views.apply(camera("b", "").build());
    assertThat(views.apply(camera("c", "").build())).isEmpty();
    assertThat(views.cameras().forgotten()).isEqualTo(1);
  }

  @Test
  void recordOfAnotherTopic_isRefused() {
    Activity activity =
        Activity.newBuilder().setActivityId("a").setRecordId("r").setCamera("room").build();
    assertThatThrownBy(() -> views.apply(activity)).hasMessageContaining("Activity: expected");
  }
}
