package io.sightline.standalone.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sightline.schemas.Topics;
import io.sightline.standalone.topics.TopicChange.Risk;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Copies of partitions that come and go, on three brokers. */
class ReplicasIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static KafkaClusterTestKit cluster;
  private static Admin admin;

  @BeforeAll
  static void start() throws Exception {
    cluster =
        new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder().setNumBrokerNodes(3).setNumControllerNodes(1).build())
            .build();
    cluster.format();
    cluster.startup();
    cluster.waitForReadyBrokers();
    admin = cluster.admin();
  }

  @AfterAll
  static void stop() throws Exception {
    admin.close();
    cluster.close();
  }

  @Test
  void moreCopiesComeByThemselves_fewerOnlyWhenAllowed() throws Exception {
    Topics names = new Topics("copies");
    TopicAdmin one = new TopicAdmin(admin, new TopicPlan(names, 2, 1));
    one.create();
    await().until(() -> one.differences().isEmpty());

    TopicAdmin three = new TopicAdmin(admin, new TopicPlan(names, 2, 3));
    assertThat(three.differences()).extracting(TopicChange::setting).contains("replicas");
    three.apply(three.differences(), Set.of());
    await().atMost(PATIENCE).until(() -> three.moving().isEmpty());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(three.differences())
                    .isNotEmpty()
                    .allMatch(change -> change.setting().equals("min.insync.replicas")));
    three.apply(three.differences(), Set.of());
    await().atMost(PATIENCE).until(() -> three.differences().isEmpty());

    List<TopicChange> back = one.differences();
    assertThat(one.apply(back, Set.of()))
        .extracting(TopicChange::setting)
        .doesNotContain("replicas");
    assertThat(one.differences()).extracting(TopicChange::risk).contains(Risk.FEWER_REPLICAS);
    one.apply(one.differences(), Set.of(Risk.FEWER_REPLICAS));
    await().atMost(PATIENCE).until(() -> one.differences().isEmpty());
  }

  @Test
  void moreCopiesThanBrokers_areRefusedBeforeAnythingMoves() throws Exception {
    Topics names = new Topics("toomany");
    new TopicAdmin(admin, new TopicPlan(names, 1, 1)).create();
    TopicAdmin four = new TopicAdmin(admin, new TopicPlan(names, 1, 4));
    await().until(() -> four.differences().stream().noneMatch(c -> c.setting().equals("topic")));
    assertThatThrownBy(() -> four.apply(four.differences(), Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 replicas wanted and 3 brokers alive");
    assertThat(four.moving()).isEmpty();
  }
}
