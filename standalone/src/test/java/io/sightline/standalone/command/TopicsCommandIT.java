package io.sightline.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.standalone.FreePorts;
import io.sightline.standalone.Main;
import io.sightline.standalone.broker.BrokerSettings;
import io.sightline.standalone.broker.EmbeddedBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TopicsCommandIT {
  @TempDir static Path folder;

  private record Said(int code, String out, String err) {}

  private static Said say(String bootstrap, String... words) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("sightline.yaml"),
            """
            topics: {partitions: 2}
            kafka: {properties: {bootstrap.servers: '%s'}}
            registry: {url: 'http://127.0.0.1:1'}
            """
                .formatted(bootstrap));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] all = List.of(words).toArray(new String[words.length + 2]);
    all[words.length] = "-c";
    all[words.length + 1] = config.toString();
    int code = line.execute(all);
    return new Said(code, out.toString(), err.toString());
  }

  @Test
  void planAndApply_sayWithTheirExitCodeIfSomethingDiffers() throws Exception {
    try (EmbeddedBroker broker = new EmbeddedBroker(BrokerSettings.local(folder.resolve("b")))) {
      broker.start();
      String at = broker.bootstrapServers();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", at))) {
        NewTopic kept = new NewTopic("sightline.alerts", 2, (short) 1);
        admin.createTopics(List.of(kept.configs(Map.of("retention.ms", "-1")))).all().get();
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(say(at, "topics", "plan").out())
                      .containsPattern("sightline\\.alerts +retention\\.ms +-1 +2592000000"));
      Said plan = say(at, "topics", "plan", "--json");
      assertThat(plan.code()).isEqualTo(3);
      JsonNode differences = new ObjectMapper().readTree(plan.out()).get("differences");
      assertThat(differences)
          .anyMatch(
              change ->
                  change.get("topic").asText().equals("sightline.alerts")
                      && change.get("risk").asText().equals("shorter-retention")
                      && change.get("flag").asText().equals("--allow-shorter-retention"));

      Said left = say(at, "topics", "apply");
      assertThat(left.code()).isEqualTo(3);
      assertThat(left.out())
          .contains("changed: topic 'sightline.frames' is not there")
          .contains("--allow-shorter-retention");

      Said applied = say(at, "topics", "apply", "--allow-shorter-retention");
      assertThat(applied.code()).isZero();
      await().until(() -> say(at, "topics", "plan").code() == 0);
      assertThat(say(at, "topics", "plan").out()).contains("nothing differs");
    }
  }

  @Test
  void unknownBroker_isSaidWithoutATrace() throws Exception {
    Said said = say("127.0.0.1:" + FreePorts.next(), "topics", "plan");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).startsWith("sightline: ").doesNotContain("\tat ");
  }

  @Test
  void unknownRole_isRefusedWithAllThatAre() throws Exception {
    Said said = say("unused:1", "topics", "acls", "--role", "cook");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("--role cook: expected one of ingest, detect, alerting");
  }
}
