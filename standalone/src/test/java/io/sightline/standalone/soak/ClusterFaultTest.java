package io.sightline.standalone.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterFaultTest {
  @Test
  void words_areFaultsInTheirOrder() {
    assertThat(ClusterFault.of(List.of("store", "broker")))
        .containsExactly(ClusterFault.STORE, ClusterFault.BROKER);
  }

  @Test
  void otherWord_isRefusedWithThoseThatThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterFault.of(List.of("fire")))
        .withMessage(
            "fault 'fire': expected one of rolling, broker, ingest, detect, alerting, retention,"
                + " registry, store, cut");
  }
}
