package io.sightline.standalone.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sightline.schemas.Topics;
import io.sightline.standalone.broker.BrokerSettings;
import io.sightline.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicAdminIT {
  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private static Admin admin;

  @BeforeAll
  static void start() throws Exception {
    broker = new EmbeddedBroker(BrokerSettings.local(folder));
    broker.start();
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  @Test
  void create_makesAllOnce() throws Exception {
    TopicPlan plan = new TopicPlan(new Topics("once"), 2, 1);
    List<String> made = new TopicAdmin(admin, plan).create();
    assertThat(made).hasSize(Topics.ALL.size()).contains("once.cameras", "once.dead-letters");
    await().until(() -> admin.listTopics().names().get().containsAll(made));
    assertThat(new TopicAdmin(admin, plan).create()).isEmpty();
  }

  @Test
  void clipsAndExpiries_areOnDiskWhenAcknowledged() throws Exception {
    new TopicAdmin(admin, new TopicPlan(new Topics("disk"), 1, 1)).create();
    await().until(() -> admin.listTopics().names().get().contains("disk.expiries"));
    assertThat(setting("disk.clips", "flush.messages")).isEqualTo("1");
    assertThat(setting("disk.expiries", "flush.messages")).isEqualTo("1");
    assertThat(setting("disk.frames", "flush.messages")).isNotEqualTo("1");
    assertThat(setting("disk.expiries", "retention.ms")).isEqualTo("-1");
    assertThat(setting("disk.clips", "cleanup.policy")).isEqualTo("compact");
  }

  @Test
  void wrongPartitionsAndRetention_areNamedWithFoundAndExpected() throws Exception {
    NewTopic wrong = new NewTopic("wrong.expiries", 3, (short) 1);
    admin.createTopics(List.of(wrong)).all().get();
    await().until(() -> admin.listTopics().names().get().contains("wrong.expiries"));
    TopicAdmin topics = new TopicAdmin(admin, new TopicPlan(new Topics("wrong"), 2, 1));
    assertThatThrownBy(topics::create)
        .isInstanceOf(TopicMismatchException.class)
        .hasMessageContaining("'wrong.expiries' has 3 partitions, expected 2")
        .hasMessageContaining("'wrong.expiries' has retention.ms=604800000, expected -1");
  }

  @Test
  void apply_changesWhatCostsNothingAndLeavesTheRest() throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic("left.expiries", 2, (short) 1)
                    .configs(Map.of("retention.bytes", "1000", "cleanup.policy", "compact")),
                new NewTopic("left.alerts", 2, (short) 1).configs(Map.of("retention.ms", "-1")),
                new NewTopic("left.frames", 3, (short) 1)))
        .all()
        .get();
    await().until(() -> admin.listTopics().names().get().contains("left.frames"));
    TopicAdmin topics = new TopicAdmin(admin, new TopicPlan(new Topics("left"), 2, 1));

    topics.apply(topics.differences(), Set.of());
    awaitDifferences(
        topics,
        "topic 'left.frames' has 3 partitions, expected 2",
        "topic 'left.alerts' has retention.ms=-1, expected 2592000000",
        "topic 'left.expiries' has cleanup.policy=compact, expected delete");

    topics.apply(topics.differences(), EnumSet.allOf(TopicChange.Risk.class));
    awaitDifferences(topics, "topic 'left.frames' has 3 partitions, expected 2");
    assertThat(topics.moving()).isEmpty();
  }

  /** Brokers learn of what was set a moment after it was. */
  private static void awaitDifferences(TopicAdmin topics, String... expected) {
    await()
        .untilAsserted(
            () ->
                assertThat(topics.differences())
                    .extracting(TopicChange::describe)
                    .containsExactly(expected));
  }

  private static String setting(String topic, String key) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(key).value();
  }
}
