package io.sightline.standalone.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.topics.TopicChange.Risk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicDifferencesTest {
  private static final TopicPlan PLAN = new TopicPlan(new Topics("t"), 2, 3);

  private final Map<String, TopicState> cluster = new HashMap<>();

  TopicDifferencesTest() {
    Topics.ALL.forEach(topic -> put(topic, 2, 3, Map.of()));
  }

  private void put(Topic<?> topic, int partitions, int replicas, Map<String, String> changed) {
    Map<String, String> settings = new HashMap<>(PLAN.configuration(topic));
    settings.putAll(changed);
    List<Integer> brokers = List.of(1, 2, 3, 4).subList(0, replicas);
    List<List<Integer>> all = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      all.add(brokers);
    }
    String name = PLAN.topics().name(topic);
    cluster.put(name, new TopicState(name, all, settings));
  }

  private TopicChange only() {
    List<TopicChange> changes = TopicDifferences.of(PLAN, cluster);
    assertThat(changes).hasSize(1);
    return changes.get(0);
  }

  @Test
  void asPlanned_differsInNothing() {
    assertThat(TopicDifferences.of(PLAN, cluster)).isEmpty();
  }

  @Test
  void absentTopic_isMadeWithoutCost() {
    cluster.remove("t.alerts");
    assertThat(only().describe()).isEqualTo("topic 't.alerts' is not there");
    assertThat(only().risk()).isEqualTo(Risk.NONE);
    assertThat(only().unfit()).isTrue();
  }

  @Test
  void recordingsThatAreToldOfForLonger_costToChange_andAreNotUnfit() {
    put(Topics.RECORDINGS, 2, 3, Map.of("retention.ms", "7776000000"));
    assertThat(only().describe())
        .isEqualTo("topic 't.recordings' has retention.ms=7776000000, expected 2592000000");
    assertThat(only().risk()).isEqualTo(Risk.SHORTER_RETENTION);
    assertThat(only().unfit()).isFalse();

    put(Topics.RECORDINGS, 2, 3, Map.of("retention.ms", "86400000"));
    assertThat(only().unfit()).isTrue();
  }

  @Test
  void otherPartitions_areNeverChanged() {
    put(Topics.ALERTS, 1, 3, Map.of());
    assertThat(only().risk()).isEqualTo(Risk.REFUSED);
    assertThat(only().risk().cost()).contains("same key");
    assertThat(only().describe()).isEqualTo("topic 't.alerts' has 1 partitions, expected 2");
  }

  @Test
  void fewerReplicasWanted_needsConsent() {
    put(Topics.ALERTS, 2, 4, Map.of());
    assertThat(only().risk()).isEqualTo(Risk.FEWER_REPLICAS);
    put(Topics.ALERTS, 2, 1, Map.of());
    assertThat(only().risk()).isEqualTo(Risk.NONE);
    assertThat(only().unfit()).isFalse();
  }

  @Test
  void shorterRetentionWanted_needsConsentAndLongerDoesNot() {
    put(Topics.ALERTS, 2, 3, Map.of("retention.ms", "-1"));
    assertThat(only().risk()).isEqualTo(Risk.SHORTER_RETENTION);
    put(Topics.ALERTS, 2, 3, Map.of("retention.ms", "1000"));
    assertThat(only().risk()).isEqualTo(Risk.NONE);
    assertThat(only().unfit()).isTrue();
  }

  @Test
  void boundedBytes_areAShorterRetentionThanWanted() {
    put(Topics.EXPIRIES, 2, 3, Map.of("retention.bytes", "1000"));
    assertThat(only().describe()).contains("retention.bytes=1000, expected -1");
    assertThat(only().unfit()).isTrue();
  }

  @Test
  void otherCleanupPolicy_needsConsent() {
    put(Topics.CLIPS, 2, 3, Map.of("cleanup.policy", "delete"));
    assertThat(only().risk()).isEqualTo(Risk.CLEANUP_POLICY);
    assertThat(only().risk().flag()).isEqualTo("--allow-cleanup-policy");
  }

  @Test
  void oneInSync_isADifferenceThatProcessorsCanRunOn() {
    put(Topics.CLIPS, 2, 3, Map.of("min.insync.replicas", "1"));
    assertThat(only().unfit()).isFalse();
    assertThat(only().wanted()).isEqualTo("2");
  }

  @Test
  void largerRecordsAllowed_isNoDifferenceAndSmallerIs() {
    put(Topics.CLIPS, 2, 3, Map.of("max.message.bytes", "9999999"));
    assertThat(TopicDifferences.of(PLAN, cluster)).isEmpty();
    put(Topics.CLIPS, 2, 3, Map.of("max.message.bytes", "1000"));
    assertThat(only().setting()).isEqualTo("max.message.bytes");
  }
}
