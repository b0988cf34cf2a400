package io.sightline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import org.junit.jupiter.api.Test;

class CamerasOnlineTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final CamerasOnline online = new CamerasOnline(metrics);

  @Test
  void camera_isOneWhileItIsOnlineAndElseZero() {
    take(CameraState.STARTING);
    assertThat(value()).isZero();
    take(CameraState.ONLINE);
    assertThat(value()).isEqualTo(1);
    take(CameraState.OFFLINE);
    assertThat(value()).isZero();
  }

  @Test
  void cameraThatIsMeantToBeClosed_isNotToldOf() {
    for (CameraState closed : new CameraState[] {CameraState.PRIVACY, CameraState.ENDED}) {
      take(CameraState.ONLINE);
      take(closed);
      assertThat(metrics.getMeters()).isEmpty();
    }
  }

  @Test
  void cameraThatIsRemoved_isForgotten() {
    take(CameraState.OFFLINE);
    online.forget("hall");
    assertThat(metrics.getMeters()).isEmpty();
  }

  private void take(CameraState state) {
    online.take(
        CameraHealth.newBuilder().setCamera("hall").setRecordId("h").setState(state).build());
  }

  private double value() {
    return metrics.get("sightline.ingest.camera.online").tag("camera", "hall").gauge().value();
  }
}
