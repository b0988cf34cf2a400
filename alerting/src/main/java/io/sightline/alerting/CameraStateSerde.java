package io.sightline.alerting;

import io.sightline.alerting.core.CameraState;
import io.sightline.alerting.core.StateCodec;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The state of a camera as {@link StateCodec} writes it. */
final class CameraStateSerde {
  private CameraStateSerde() {}

  static Serde<CameraState> create() {
    return Serdes.serdeFrom(
        (topic, state) -> state == null ? null : StateCodec.encode(state),
        (topic, bytes) -> bytes == null ? null : StateCodec.decode(bytes));
  }
}
