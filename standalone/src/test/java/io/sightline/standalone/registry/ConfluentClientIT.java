package io.sightline.standalone.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.avro.Box;
import io.sightline.schemas.serde.AvroSerde;
import io.sightline.standalone.broker.BrokerSettings;
import io.sightline.standalone.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that is not ours, in another language, from npm; skipped where npm gives none. */
class ConfluentClientIT {
  private static final String CLIENT = "@kafkajs/confluent-schema-registry@3.9.0";

  private record Outcome(int exit, String output) {}

  @TempDir Path folder;

  @Test
  void clientOfAnotherLanguage_registersReadsAndWrites() throws Exception {
    Path scripts = Files.createDirectories(folder.resolve("scripts"));
    Outcome install = run(scripts, "npm", "install", "--no-audit", "--no-fund", CLIENT);
    assumeTrue(install.exit() == 0, "no client from npm: " + install.output());
    try (InputStream script = getClass().getResourceAsStream("/confluent-client.js")) {
      Files.copy(script, scripts.resolve("client.js"));
    }
    try (EmbeddedBroker broker = new EmbeddedBroker(BrokerSettings.local(folder.resolve("kafka")));
        EmbeddedRegistry registry =
            new EmbeddedRegistry(broker::bootstrapServers, "127.0.0.1", 0)) {
      broker.start();
      registry.start();
      check(scripts, registry.url());
    }
  }

  private static void check(Path scripts, String url) throws Exception {
    AvroSerde<Box> serde = AvroSerde.forValue(Box.class, Map.of("schema.registry.url", url));
    Box ours = new Box(0.5f, 0.5f, 0.25f, 0.25f);
    String hex = HexFormat.of().formatHex(serde.serializer().serialize("ours", ours));

    Outcome outcome = run(scripts, "node", "client.js", url, hex);
    assertThat(outcome.exit()).as(outcome.output()).isZero();
    JsonNode said = new ObjectMapper().readTree(outcome.output());
    assertThat(said.get("decoded").toString())
        .isEqualTo("{\"left\":0.5,\"top\":0.5,\"width\":0.25,\"height\":0.25}");
    assertThat(said.get("again")).isEqualTo(said.get("id")).isEqualTo(said.get("latest"));
    assertThat(said.get("refusal").asText()).contains("incompatible");
    byte[] theirs = HexFormat.of().parseHex(said.get("encoded").asText());
    assertThat(serde.deserializer().deserialize("js", theirs))
        .isEqualTo(new Box(0.5f, 0.25f, 0.125f, 1f));
  }

  /** Exit 127 if there is no such command; its errors are part of the output only if it fails. */
  private static Outcome run(Path folder, String... command) throws Exception {
    Path errors = folder.resolve("errors.txt");
    Process process;
    try {
      process =
          new ProcessBuilder(List.of(command))
              .directory(folder.toFile())
              .redirectError(errors.toFile())
              .start();
    } catch (IOException e) {
      return new Outcome(127, e.getMessage());
    }
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended: " + command[0]).isTrue();
    int exit = process.exitValue();
    return new Outcome(exit, exit == 0 ? output : output + Files.readString(errors));
  }
}
