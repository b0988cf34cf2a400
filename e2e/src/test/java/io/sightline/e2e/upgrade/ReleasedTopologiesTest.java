package io.sightline.e2e.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.AlertingTopology;
import io.sightline.retention.RetentionConfig;
import io.sightline.retention.RetentionTopology;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/**
 * While processes are replaced one by one, both releases share groups and changelogs: what the last
 * release named must be there, in the same task. New names may come. The lists in {@code released}
 * are written anew with each release; a name goes only with a migration.
 */
class ReleasedTopologiesTest {
  private static final Topics TOPICS = new Topics("t");
  private static final KafkaSettings KAFKA =
      new KafkaSettings(TOPICS, 1, 1, Map.of(), "mock://ReleasedTopologiesTest");

  @Test
  void alerting_hasAllThatTheLastReleaseNamed() throws IOException {
    assertThat(TopologyNames.of(alerting(), TOPICS)).containsAll(released("alerting.txt"));
  }

  @Test
  void retention_hasAllThatTheLastReleaseNamed() throws IOException {
    Topology retention =
        new RetentionTopology(RetentionConfig.DEFAULT, KAFKA, new SimpleMeterRegistry()).build();
    assertThat(TopologyNames.of(retention, TOPICS)).containsAll(released("retention.txt"));
  }

  @Test
  void names_areStoresInputsAndWhatStreamsMakes() {
    Topology planted = new Topology();
    planted
        .addSource("frames", "t.frames")
        .addSink("by-site", "by-site-repartition", "frames")
        .addSource("by-site-source", "by-site-repartition")
        .addSink("alerts", "t.alerts", "by-site-source");
    assertThat(TopologyNames.of(planted, TOPICS))
        .containsExactly(
            "internal topic by-site-repartition",
            "task 0: reads frames",
            "task 1: reads by-site-repartition");
  }

  private static Topology alerting() {
    return new AlertingTopology(KAFKA, "b", Duration.ofSeconds(1)).build();
  }

  private static List<String> released(String file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ReleasedTopologiesTest.class.getResourceAsStream("/released/" + file), file)) {
      List<String> lines = new String(in.readAllBytes(), UTF_8).lines().toList();
      assertThat(lines).as(file).isNotEmpty();
      return lines;
    }
  }
}
