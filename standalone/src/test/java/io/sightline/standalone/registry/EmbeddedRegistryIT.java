package io.sightline.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.avro.Clip;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.schemas.registry.HttpSchemaRegistry;
import io.sightline.schemas.registry.RegistryException;
import io.sightline.schemas.registry.RegistrySettings;
import io.sightline.schemas.registry.SchemaRegistry;
import io.sightline.schemas.serde.AvroSerde;
import io.sightline.standalone.broker.BrokerSettings;
import io.sightline.standalone.broker.EmbeddedBroker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryIT {
  private static final Schema INT = Schema.create(Schema.Type.INT);

  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private static EmbeddedRegistry registry;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    broker = new EmbeddedBroker(BrokerSettings.local(folder));
    broker.start();
    registry = registry();
  }

  @AfterAll
  static void stop() {
    registry.close();
    broker.close();
  }

  @Test
  void serdes_workAgainstIt() {
    AvroSerde<Clip> serde =
        AvroSerde.forValue(Clip.class, Map.of("schema.registry.url", registry.url()));
    Clip clip =
        Clip.newBuilder()
            .setClipId("c")
            .setRecordId("r")
            .setCamera("front")
            .setRecordedAt(Instant.parse("2026-01-01T00:00:00.000001Z"))
            .build();
    byte[] bytes = serde.serializer().serialize("serdes", clip);
    assertThat(serde.deserializer().deserialize("serdes", bytes)).isEqualTo(clip);
  }

  @Test
  void everySchemaOfTheContract_isTaken() {
    SchemaRegistry client = client(registry);
    for (Topic<?> topic : Topics.ALL) {
      if (topic.value() != null) {
        Schema schema = SpecificData.get().getSchema(topic.value());
        int id = client.register("contract." + topic.name() + "-value", schema);
        assertThat(client.byId(id)).contains(schema);
      }
    }
  }

  @Test
  void restart_keepsSchemasAndLevels() throws Exception {
    int id = client(registry).register("restart-value", INT);
    assertThat(put(registry, "/config/restart-value", "{\"compatibility\":\"NONE\"}").toString())
        .isEqualTo("{\"compatibility\":\"NONE\"}");
    int port = URI.create(registry.url()).getPort();
    registry.close();

    registry = new EmbeddedRegistry(broker::bootstrapServers, "127.0.0.1", port);
    registry.start();
    SchemaRegistry client = client(registry);
    assertThat(client.idOf("restart-value", INT)).contains(id);
    assertThat(client.byId(id)).contains(INT);
    assertThat(get(registry, "/config/restart-value").toString())
        .isEqualTo("{\"compatibilityLevel\":\"NONE\"}");
    assertThat(client.register("restart-value", Schema.create(Schema.Type.BYTES)))
        .isGreaterThan(id);
  }

  @Test
  void incompatibleSchema_isRefusedWithItsReason() {
    SchemaRegistry client = client(registry);
    client.register(
        "strict-value", SchemaBuilder.record("R").fields().optionalInt("a").endRecord());
    Schema without = SchemaBuilder.record("R").fields().requiredInt("b").endRecord();
    assertThatThrownBy(() -> client.register("strict-value", without))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("strict-value", "409", "READER_FIELD_MISSING_DEFAULT_VALUE");
  }

  @Test
  void requestsOfConfluentsClients_areAnswered() throws Exception {
    int id = client(registry).register("a/b c-value", INT);
    String subject = "/subjects/a%2Fb%20c-value";
    assertThat(get(registry, "/subjects").toString()).contains("a/b c-value");
    assertThat(get(registry, subject + "/versions").toString()).isEqualTo("[1]");
    assertThat(get(registry, subject + "/versions/latest").get("id").asInt()).isEqualTo(id);
    assertThat(get(registry, subject + "/versions/1/schema").asText()).isEqualTo("int");
    assertThat(get(registry, "/schemas/ids/" + id).toString())
        .isEqualTo("{\"schema\":\"\\\"int\\\"\"}");
    assertThat(get(registry, "/schemas/types").toString()).isEqualTo("[\"AVRO\"]");
    assertThat(get(registry, "/config").toString())
        .isEqualTo("{\"compatibilityLevel\":\"FULL_TRANSITIVE\"}");
    String text = "{\"schema\":\"\\\"string\\\"\"}";
    JsonNode verdict =
        post(registry, "/compatibility" + subject + "/versions/latest?verbose=true", text);
    assertThat(verdict.get("is_compatible").asBoolean()).isFalse();
    assertThat(verdict.get("messages").get(0).asText()).contains("TYPE_MISMATCH");
  }

  @Test
  void badRequests_haveConfluentsCodes() throws Exception {
    client(registry).register("codes-value", INT);
    assertThat(code(get(registry, "/subjects/none/versions"))).isEqualTo(40401);
    assertThat(code(get(registry, "/subjects/codes-value/versions/9"))).isEqualTo(40402);
    assertThat(code(get(registry, "/schemas/ids/99999"))).isEqualTo(40403);
    assertThat(code(get(registry, "/config/codes-value"))).isEqualTo(40408);
    assertThat(code(post(registry, "/subjects/codes-value", "{\"schema\":\"\\\"long\\\"\"}")))
        .isEqualTo(40403);
    assertThat(code(post(registry, "/subjects/codes-value/versions", "{\"schema\":\"{\"}")))
        .isEqualTo(42201);
    assertThat(
            code(
                post(
                    registry,
                    "/subjects/codes-value/versions",
                    "{\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"}")))
        .isEqualTo(42201);
    assertThat(code(put(registry, "/config", "{\"compatibility\":\"SOME\"}"))).isEqualTo(42203);
    assertThat(code(post(registry, "/subjects/codes-value/versions", "no json"))).isEqualTo(400);
    assertThat(code(get(registry, "/nowhere"))).isEqualTo(404);
    assertThat(code(post(registry, "/subjects/x/versions", "x".repeat((1 << 20) + 1))))
        .isEqualTo(413);
  }

  @Test
  void portTaken_isRefused() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        EmbeddedRegistry refused =
            new EmbeddedRegistry(broker::bootstrapServers, "127.0.0.1", taken.getLocalPort())) {
      assertThatThrownBy(refused::start)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("expected a free port");
    }
  }

  private static EmbeddedRegistry registry() throws Exception {
    EmbeddedRegistry started = new EmbeddedRegistry(broker::bootstrapServers, "127.0.0.1", 0);
    started.start();
    return started;
  }

  private static SchemaRegistry client(EmbeddedRegistry of) {
    return new HttpSchemaRegistry(RegistrySettings.from(Map.of("schema.registry.url", of.url())));
  }

  private static int code(JsonNode answer) {
    return answer.get("error_code").asInt();
  }

  private JsonNode get(EmbeddedRegistry from, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(from.url() + path)));
  }

  private JsonNode put(EmbeddedRegistry to, String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(to.url() + path)).PUT(BodyPublishers.ofString(body)));
  }

  private JsonNode post(EmbeddedRegistry to, String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(to.url() + path)).POST(BodyPublishers.ofString(body)));
  }

  private JsonNode send(HttpRequest.Builder request) throws Exception {
    return new ObjectMapper().readTree(http.send(request.build(), BodyHandlers.ofString()).body());
  }
}
