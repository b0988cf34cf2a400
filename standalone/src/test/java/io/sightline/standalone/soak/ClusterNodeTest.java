package io.sightline.standalone.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sightline.standalone.broker.BrokerSettings;
import io.sightline.standalone.broker.Quorum;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterNodeTest {
  @Test
  void arguments_sayWhichNodeOfWhichClusterItIs() {
    BrokerSettings settings =
        ClusterNode.settings(
            List.of(
                "node-2", "10.0.0.1", "9092", "9464", "2", "id", "1=10.0.0.1:1", "2=10.0.0.2:2"));

    assertThat(settings)
        .isEqualTo(
            new BrokerSettings(
                Path.of("node-2"),
                "10.0.0.1",
                9092,
                ClusterNode.PATIENT,
                new Quorum(2, "id", Map.of(1, "10.0.0.1:1", 2, "10.0.0.2:2"))));
  }

  @Test
  void nodeThatIsNoVoter_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Quorum(3, "id", Map.of(1, "10.0.0.1:1")))
        .withMessage("node 3 is not among the voters {1=10.0.0.1:1}: expected it to be");
  }
}
