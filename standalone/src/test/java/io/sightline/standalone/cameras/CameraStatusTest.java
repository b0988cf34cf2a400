package io.sightline.standalone.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Camera;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CameraStatusTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private static Camera camera(String id, int version, boolean enabled, boolean present) {
    return Camera.newBuilder()
        .setCamera(id)
        .setVersion(version)
        .setSite("home")
        .setEnabled(enabled)
        .setPresent(present)
        .build();
  }

  private static CameraHealth health(String id, CameraState state, Duration ago) {
    return CameraHealth.newBuilder()
        .setCamera(id)
        .setRecordId(id + "-h")
        .setCapturedAt(NOW.minus(ago))
        .setState(state)
        .setCause(state == CameraState.OFFLINE ? "cable pulled" : null)
        .build();
  }

  private static List<CameraStatus> status(List<Camera> cameras, CameraHealth... health) {
    return CameraStatus.of(cameras, List.of(health), NOW);
  }

  @Test
  void newestVersionAndNewestHealth_count() {
    List<CameraStatus> all =
        status(
            List.of(camera("a", 2, true, true), camera("a", 1, false, true)),
            health("a", CameraState.ONLINE, Duration.ofSeconds(70)),
            health("a", CameraState.OFFLINE, Duration.ofSeconds(5)));
    assertThat(all).hasSize(1);
    assertThat(all.get(0).version()).isEqualTo(2);
    assertThat(all.get(0).state()).isEqualTo("offline");
    assertThat(all.get(0).cause()).isEqualTo("cable pulled");
  }

  @Test
  void cameraOfADeadProcess_isSilent() {
    CameraHealth old = health("a", CameraState.ONLINE, Duration.ofMinutes(4));
    assertThat(status(List.of(camera("a", 1, true, true)), old).get(0).state()).isEqualTo("silent");
  }

  @Test
  void recordingThatIsOver_isNotSilent() {
    CameraHealth old = health("a", CameraState.ENDED, Duration.ofDays(4));
    assertThat(status(List.of(camera("a", 1, true, true)), old).get(0).state()).isEqualTo("ended");
  }

  @Test
  void disabledWithdrawnAndUnheardOf_areSaid() {
    List<CameraStatus> all =
        status(
            List.of(
                camera("off", 1, false, true),
                camera("gone", 3, true, false),
                camera("new", 1, true, true)));
    assertThat(all).extracting(CameraStatus::camera).containsExactly("new", "off");
    assertThat(all).extracting(CameraStatus::state).containsExactly("unknown", "disabled");
  }
}
