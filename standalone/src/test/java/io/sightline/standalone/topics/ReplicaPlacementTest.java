package io.sightline.standalone.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicaPlacementTest {
  private static TopicState topic(List<List<Integer>> replicas) {
    return new TopicState("t", replicas, Map.of());
  }

  @Test
  void moreReplicas_keepWhatIsThereAndSpreadOverRacks() {
    TopicState one = topic(List.of(List.of(1), List.of(2)));
    ReplicaPlacement placement =
        new ReplicaPlacement(Map.of(1, "a", 2, "a", 3, "b", 4, "b", 5, "c"));
    placement.count(one);
    assertThat(placement.place(one, 3)).containsExactly(List.of(1, 3, 5), List.of(2, 4, 5));
  }

  @Test
  void fewerReplicas_keepThePreferredLeader() {
    TopicState three = topic(List.of(List.of(2, 1, 3)));
    ReplicaPlacement placement = new ReplicaPlacement(Map.of(1, "a", 2, "b", 3, "c"));
    assertThat(placement.place(three, 1)).containsExactly(List.of(2));
  }

  @Test
  void moreThanBrokers_isRefusedWithBothNumbers() {
    ReplicaPlacement placement = new ReplicaPlacement(Map.of(1, "a"));
    assertThatThrownBy(() -> placement.place(topic(List.of(List.of(1))), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 replicas wanted and 1 brokers alive");
  }
}
