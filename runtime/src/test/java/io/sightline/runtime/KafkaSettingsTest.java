package io.sightline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sightline.schemas.Topics;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
  private static final Topics TOPICS = new Topics("eyes");
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "bootstrap.servers", "here:9092",
          "sasl.jaas.config", "very hidden",
          "consumer.fetch.min.bytes", "7",
          "streams.commit.interval.ms", "20",
          "session.timeout.ms", "6000");
  private static final KafkaSettings KAFKA =
      new KafkaSettings(TOPICS, 4, 3, PROPERTIES, "http://me:hidden@here:8081");

  @Test
  void properties_passThroughToTheirClients() {
    Properties consumer = KAFKA.consumer("console", "console");
    assertThat(consumer)
        .containsEntry("bootstrap.servers", "here:9092")
        .containsEntry("fetch.min.bytes", "7")
        .containsEntry("session.timeout.ms", "6000")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("group.id", "eyes.console");
    assertThat(KAFKA.producer("console"))
        .containsEntry("acks", "all")
        .doesNotContainKeys("fetch.min.bytes", "consumer.fetch.min.bytes");
  }

  @Test
  void everyClientOfStreams_getsWhatIsSaidForAllAndForItsKind() {
    StreamsConfig streams = new StreamsConfig(KAFKA.streams("alerting"));
    Map<String, Object> consumer = streams.getMainConsumerConfigs("g", "c", 0);
    assertThat(consumer)
        .containsEntry("sasl.jaas.config", "very hidden")
        .containsEntry("fetch.min.bytes", "7")
        .containsEntry("session.timeout.ms", "6000")
        .containsEntry("heartbeat.interval.ms", "2000");
    assertThat(streams.getProducerConfigs("p"))
        .containsEntry("sasl.jaas.config", "very hidden")
        .containsEntry("transaction.timeout.ms", "10000");
    assertThat(streams.getAdminConfigs("a")).containsEntry("sasl.jaas.config", "very hidden");
    assertThat(streams.getGlobalConsumerConfigs("g"))
        .containsEntry("sasl.jaas.config", "very hidden");
  }

  @Test
  void names_getThePrefixOnce() {
    assertThat(KAFKA.transactionalProducer("x", "eyes.detect-one"))
        .containsEntry("client.id", "eyes.x")
        .containsEntry("transactional.id", "eyes.detect-one");
  }

  @Test
  void instance_makesTheMemberTheSameAfterARestart() {
    KafkaSettings named = KAFKA.withInstance("one");
    assertThat(named.member("detect")).isEqualTo("eyes.detect-one");
    assertThat(KAFKA.member("detect")).isNotEqualTo(KAFKA.member("detect"));
    assertThat(named.streams("alerting")).containsEntry("group.instance.id", "eyes.alerting-one");
    assertThat(KAFKA.streams("alerting")).doesNotContainKey("group.instance.id");
  }

  @Test
  void streams_areExactlyOnceAndQuickToTakeOver() {
    assertThat(KAFKA.streams("alerting"))
        .containsEntry("application.id", "eyes.alerting")
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("group.protocol", "classic")
        .containsEntry("replication.factor", "3")
        .containsEntry("commit.interval.ms", "20");
  }

  @Test
  void severalBrokers_storesHaveAStandbyAndChangelogsSurviveTheLossOfOne() {
    assertThat(KAFKA.streams("alerting"))
        .containsEntry("num.standby.replicas", "1")
        .containsEntry("topic.min.insync.replicas", "2");
    assertThat(replicated(2).streams("alerting"))
        .containsEntry("num.standby.replicas", "1")
        .doesNotContainKey("topic.min.insync.replicas");
    assertThat(replicated(1).streams("alerting"))
        .doesNotContainKeys("num.standby.replicas", "topic.min.insync.replicas");
  }

  @Test
  void standbys_areAsManyAsIsSaid() {
    KafkaSettings none =
        new KafkaSettings(TOPICS, 4, 3, Map.of("streams.num.standby.replicas", "0"), "mock://x");
    assertThat(none.streams("alerting")).containsEntry("num.standby.replicas", "0");
  }

  private static KafkaSettings replicated(int factor) {
    return new KafkaSettings(TOPICS, 4, factor, Map.of(), "mock://x");
  }

  @Test
  void printed_hidesPasswords() {
    assertThat(KAFKA.toString()).doesNotContain("hidden").contains("here:9092", "here:8081");
  }

  @Test
  void badNumbers_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KafkaSettings(TOPICS, 0, 1, Map.of(), "mock://x"))
        .withMessage("partitions 0: expected 1 or more");
  }
}
