package io.sightline.e2e.secured;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Camera;
import io.sightline.avro.Detections;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.schemas.registry.HttpSchemaRegistry;
import io.sightline.schemas.registry.RegistrySettings;
import io.sightline.standalone.FreePorts;
import io.sightline.standalone.registry.EmbeddedRegistry;
import io.sightline.standalone.scripted.Platform;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that is away or not as it should be, seen by a process that starts. */
class BadClusterIT {
  @TempDir static Path folder;
  private static Platform platform;

  @BeforeAll
  static void start() throws Exception {
    platform = new Platform(folder, 1);
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  private static KafkaSettings kafka(String prefix, Map<String, String> client, String registry) {
    Map<String, String> all = new HashMap<>(platform.kafka().properties());
    all.putAll(client);
    return new KafkaSettings(new Topics(prefix), 1, 1, all, registry);
  }

  @Test
  void unknownBroker_isSaidWithItsAddress() throws Exception {
    String nobody = "127.0.0.1:" + FreePorts.next();
    KafkaSettings kafka =
        kafka("sightline", Map.of("bootstrap.servers", nobody), platform.kafka().registryUrl());
    try (RightsIT.Opening opening = new RightsIT.Opening(kafka)) {
      opening.says("Kafka at " + nobody);
    }
  }

  @Test
  void brokerWhoseNameNobodyKnows_isSaid() throws Exception {
    KafkaSettings kafka =
        kafka(
            "sightline",
            Map.of("bootstrap.servers", "nowhere.invalid:9092"),
            platform.kafka().registryUrl());
    try (RightsIT.Opening opening = new RightsIT.Opening(kafka)) {
      opening.says("nowhere.invalid:9092");
    }
  }

  @Test
  void registryThatIsAway_isSaidAndTakenUpWhenItIsBack() throws Exception {
    String url = "http://127.0.0.1:" + FreePorts.next();
    try (RightsIT.Opening opening = new RightsIT.Opening(kafka("sightline", Map.of(), url))) {
      opening.says("schema registry unavailable");
      try (var registry =
          new EmbeddedRegistry(
              () -> String.valueOf(platform.kafka().properties().get("bootstrap.servers")),
              "127.0.0.1",
              URI.create(url).getPort())) {
        registry.start();
        opening.opens();
      }
    }
  }

  @Test
  void missingTopics_areNamedAndTakenUpWhenMade() throws Exception {
    KafkaSettings kafka = kafka("later", Map.of(), platform.kafka().registryUrl());
    try (RightsIT.Opening opening = new RightsIT.Opening(kafka)) {
      opening.says("topic 'later.frames' is not there");
      platform.beside("later", Map.of());
      opening.opens();
    }
  }

  @Test
  void topicWithWrongPartitions_isNamedWithBothNumbers() throws Exception {
    try (Admin admin = Admin.create(new HashMap<>(platform.kafka().properties()))) {
      admin.createTopics(List.of(new NewTopic("wide.frames", 3, (short) 1))).all().get();
    }
    KafkaSettings kafka = kafka("wide", Map.of(), platform.kafka().registryUrl());
    try (RightsIT.Opening opening = new RightsIT.Opening(kafka)) {
      opening.says("topic 'wide.frames' has 3 partitions, expected 1");
    }
  }

  @Test
  void incompatibleSchemaOfSomebodyElse_isNamedWithItsSubject() throws Exception {
    HttpSchemaRegistry registry =
        new HttpSchemaRegistry(
            RegistrySettings.from(Map.of("schema.registry.url", platform.kafka().registryUrl())));
    Schema foreign =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Detections", "namespace": "io.sightline.avro",
                 "fields": [{"name": "camera", "type": "int"}]}
                """);
    registry.register("foreign.detections-value", foreign);
    registry.register("foreign.frames-value", Camera.getClassSchema());
    assertThat(foreign).isNotEqualTo(Detections.getClassSchema());
    KafkaSettings kafka = platform.beside("foreign", Map.of());
    try (RightsIT.Opening opening = new RightsIT.Opening(kafka)) {
      opening.says("subject 'foreign.detections-value'");
      opening.says("subject 'foreign.frames-value': version 1 in the registry cannot be read");
    }
  }
}
