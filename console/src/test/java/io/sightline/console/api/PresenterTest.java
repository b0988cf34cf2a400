package io.sightline.console.api;

import static io.sightline.console.Samples.NOON;
import static io.sightline.console.Samples.alert;
import static io.sightline.console.Samples.alertClip;
import static io.sightline.console.Samples.camera;
import static io.sightline.console.Samples.clip;
import static io.sightline.console.Samples.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Alert;
import io.sightline.avro.ClipState;
import io.sightline.console.view.AlertView;
import io.sightline.console.view.CameraView;
import io.sightline.console.view.ClipView;
import io.sightline.console.view.DecisionView;
import io.sightline.console.view.ErasureView;
import io.sightline.console.view.FeedbackView;
import io.sightline.console.view.HoldView;
import io.sightline.console.view.StoreView;
import io.sightline.console.view.Views;
import io.sightline.schemas.Ids;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenterTest {
  private final Views views =
      new Views(
          new AlertView(10),
          new DecisionView(10),
          new ClipView(2),
          new CameraView(9),
          new FeedbackView(10),
          new StoreView(),
          new HoldView(10),
          new ErasureView(10));
  private boolean caughtUp = true;
  private final Presenter presenter = new Presenter(views, () -> caughtUp);

  private ClipJson clipSaid(ClipState said) {
    Alert alert =
        alert("room", NOON).setClips(List.of(alertClip(Ids.clip("room", NOON), said))).build();
    return presenter.alert(alert).clips().get(0);
  }

  @Test
  void clipStored_isReadyWhateverTheAlertSays() {
    views.apply(clip("room", NOON).build());
    ClipJson clip = clipSaid(ClipState.PENDING);
    assertThat(clip.state()).isEqualTo("ready");
    assertThat(clip.stored().url()).isEqualTo("/media/clips/" + clip.clipId());
    assertThat(clip.stored().playable()).isTrue();
  }

  @Test
  void clipNotStored_saysWhy() {
    assertThat(clipSaid(ClipState.PENDING).state()).isEqualTo("pending");
    assertThat(clipSaid(ClipState.MISSING).words()).contains("before anything could be saved");
    assertThat(clipSaid(ClipState.READY).words()).isEqualTo("Deleted: its time was up.");
  }

  @Test
  void clipNotSeenBeforeCaughtUp_isNotCalledDeleted() {
    caughtUp = false;
    assertThat(clipSaid(ClipState.READY).state()).isEqualTo("pending");
  }

  @Test
  void clipPerhapsForgotten_isNotCalledDeleted() {
    for (int i = 1; i <= 3; i++) {
      views.apply(clip("room", NOON.plusSeconds(60L * i)).build());
    }
    ClipJson clip = clipSaid(ClipState.READY);
    assertThat(clip.state()).isEqualTo("gone");
    assertThat(clip.words()).startsWith("No longer listed");
  }

  @Test
  void codecThatBrowsersDoNotPlay_saysSo() {
    views.apply(clip("room", NOON).setContainer("matroska").setVideoCodec("mpeg4").build());
    ClipJson clip = clipSaid(ClipState.READY);
    assertThat(clip.stored().playable()).isFalse();
    assertThat(clip.stored().contentType()).isEqualTo("video/x-matroska");
    assertThat(clip.words()).startsWith("Browsers cannot play mpeg4 in matroska");
  }

  @Test
  void alert_isToldInASentence() {
    views.apply(camera("room", "Living room").build());
    AlertJson said = presenter.alert(alert("room", NOON).build());
    assertThat(said.words()).isEqualTo("Person at Living room for 17 s, 87 % sure");
    assertThat(said.position()).isEqualTo("2026-11-22T12:00:00Z~" + said.alertId());
    assertThat(said.confidence()).isEqualTo(0.87);
  }

  @Test
  void anotherPicture_hasAnotherAddress() {
    Alert first = alert("room", NOON).build();
    Alert second = alert("room", NOON).setSnapshot("another.jpg").build();
    assertThat(presenter.alert(first).snapshot().url())
        .isNotEqualTo(presenter.alert(second).snapshot().url());
  }

  @Test
  void camera_tellsHealthButNeverItsSource() {
    views.apply(camera("room", "Living room").setSource("rtsp://user:secret@10.0.0.7/").build());
    views.apply(health("room").build());
    CameraJson said = presenter.camera(views.cameras().get("room").orElseThrow());
    assertThat(said.state()).isEqualTo("online");
    assertThat(said.toString()).doesNotContain("secret");
  }

  @Test
  void cameraWithoutItsSubStream_saysWhy() {
    views.apply(camera("room", "Living room").build());
    views.apply(health("room").setAnalysisCause("no answer").build());
    CameraJson said = presenter.camera(views.cameras().get("room").orElseThrow());
    assertThat(said.state()).isEqualTo("online");
    assertThat(said.cause()).isEqualTo("no sub-stream: no answer");
  }

  @Test
  void disabledCamera_saysSo() {
    views.apply(camera("room", "").setEnabled(false).build());
    CameraJson said = presenter.camera(views.cameras().get("room").orElseThrow());
    assertThat(said.state()).isEqualTo("disabled");
    assertThat(said.name()).isEqualTo("room");
  }
}
