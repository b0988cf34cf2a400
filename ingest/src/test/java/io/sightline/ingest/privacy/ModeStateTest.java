package io.sightline.ingest.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.CameraState;
import io.sightline.avro.Mode;
import io.sightline.avro.SiteMode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ModeStateTest {
  private final ModeState nothing = ModeState.of("home");

  private static Mode mode(String site, SiteMode mode, int version) {
    return Mode.newBuilder()
        .setSite(site)
        .setRecordId(site + "-" + version)
        .setMode(mode)
        .setVersion(version)
        .setEffectiveFrom(Instant.parse("2026-03-01T10:00:00Z"))
        .setWho("ann")
        .build();
  }

  @Test
  void noRecord_isHome() {
    assertThat(nothing.admission()).isEqualTo(Admission.OPEN);
    assertThat(nothing.take(mode("cabin", SiteMode.PRIVACY, 1)).admission().open()).isTrue();
  }

  @Test
  void privacy_closesUntilTheNextRecord() {
    ModeState closed = nothing.take(mode("home", SiteMode.PRIVACY, 7));
    assertThat(closed.admission().open()).isFalse();
    assertThat(closed.admission().state()).isEqualTo(CameraState.PRIVACY);
    assertThat(closed.admission().cause()).contains("ann", "version 7", "2026-03-01");
    assertThat(closed.take(mode("home", SiteMode.AWAY, 8)).admission().open()).isTrue();
    assertThat(closed.take(mode("home", SiteMode.HOME, 8)).admission().open()).isTrue();
  }

  @Test
  void modeThatIsSet_isNamedWhileCamerasMayBeOpen() {
    ModeState home = nothing.take(mode("home", SiteMode.HOME, 1));
    assertThat(nothing.admission().mode()).isEmpty();
    assertThat(home.admission().mode()).isEqualTo("home");
    assertThat(home.take(mode("home", SiteMode.AWAY, 2)).admission().mode()).isEqualTo("away");
    assertThat(home.take(mode("home", SiteMode.PRIVACY, 2)).admission().mode()).isEmpty();
    assertThat(home.take(mode("home", SiteMode.UNKNOWN, 2)).admission().mode()).isEmpty();
  }

  @Test
  void modeOfANewerBuild_closes() {
    Admission admission = nothing.take(mode("home", SiteMode.UNKNOWN, 2)).admission();
    assertThat(admission.open()).isFalse();
    assertThat(admission.state()).isEqualTo(CameraState.OFFLINE);
  }

  @Test
  void recordThatCannotBeRead_closesItsSiteUntilOneCan() {
    ModeState home = nothing.take(mode("home", SiteMode.HOME, 1));
    assertThat(home.takeUnreadable("cabin", "modes-0 at 4").admission().open()).isTrue();
    ModeState closed = home.takeUnreadable("home", "modes-0 at 4");
    assertThat(closed.admission().open()).isFalse();
    assertThat(closed.admission().cause()).contains("modes-0 at 4");
    assertThat(home.takeUnreadable(null, "modes-0 at 4").admission().open()).isFalse();
    assertThat(closed.take(mode("home", SiteMode.HOME, 2)).admission().open()).isTrue();
  }
}
