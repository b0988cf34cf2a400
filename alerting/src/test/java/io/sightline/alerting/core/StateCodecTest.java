package io.sightline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sightline.alerting.core.state.RandomRecords;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StateCodecTest {
  /** Every field of every record in the state gets a value, whoever adds it. */
  @Property(tries = 300)
  void anyState_comesBackEqual(@ForAll long seed) {
    CameraState state = new RandomRecords(seed).next(CameraState.class);

    assertThat(StateCodec.decode(StateCodec.encode(state))).isEqualTo(state);
  }

  @Property(tries = 50)
  void sameState_sameBytes(@ForAll long seed) {
    CameraState state = new RandomRecords(seed).next(CameraState.class);
    CameraState again = new RandomRecords(seed).next(CameraState.class);

    assertThat(StateCodec.encode(again)).isEqualTo(StateCodec.encode(state));
  }

  @Test
  void stateOfTheFirstFormat_isStillRead() throws Exception {
    CameraState state = CameraLog.visit().state;
    byte[] json =
        JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build()
            .writeValueAsBytes(state);
    byte[] bytes = new byte[json.length + 1];
    bytes[0] = 1;
    System.arraycopy(json, 0, bytes, 1, json.length);

    assertThat(StateCodec.decode(bytes)).isEqualTo(state);
    assertThat(StateCodec.encode(state).length).isLessThan(json.length * 2 / 3);
  }

  @Test
  void stateThatEndsTooEarly_isRefused() {
    byte[] bytes = StateCodec.encode(CameraLog.visit().state);

    for (int length = 1; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> StateCodec.decode(cut)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
