package io.sightline.standalone.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.schemas.Topics;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopicPlanTest {
  @Test
  void table_showsEveryTopicInOrderOfFlow() {
    String table = new TopicPlan(new Topics("home"), 4, 1).table();
    assertThat(table.lines()).hasSize(Topics.ALL.size() + 1);
    assertThat(table).containsSubsequence("home.cameras", "home.frames", "home.alerts");
    assertThat(table)
        .containsPattern("home\\.clips +clip +Clip +4 +compacted +ingest, retention +stored clips");
    assertThat(table).doesNotContainPattern("(?m) $");
  }

  @Test
  void threeReplicas_wantTwoInSync() {
    TopicPlan plan = new TopicPlan(new Topics("t"), 48, 3);
    assertThat(plan.configuration(Topics.CLIPS))
        .containsEntry("min.insync.replicas", "2")
        .doesNotContainKey("flush.messages");
  }

  @Test
  void recordings_areToldOfAsLongAsTheyAreKept() {
    TopicPlan plan = new TopicPlan(new Topics("t"), 4, 1, Duration.ofDays(90));
    assertThat(plan.configuration(Topics.RECORDINGS)).containsEntry("retention.ms", "7776000000");
    assertThat(plan.configuration(Topics.ALERTS)).containsEntry("retention.ms", "2592000000");
  }
}
