package io.sightline.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that gives the answers it is told to, in turn. */
class HttpSchemaRegistryTest {
  private static final Schema SCHEMA = Schema.create(Schema.Type.LONG);

  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private HttpServer server;
  private SchemaRegistry registry;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    registry = registry(server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void register_postsTheSchemaUnderTheSubject() {
    answers.add("200 {\"id\":7}");
    assertThat(registry.register("a b-value", SCHEMA)).isEqualTo(7);
    assertThat(requests)
        .containsExactly(
            "POST /subjects/a%20b-value/versions Basic bWU6c2VjcmV0 {\"schema\":\"\\\"long\\\"\"}");
  }

  @Test
  void subjectOrSchemaNotFound_isEmpty() {
    answers.addAll(List.of("404 {\"error_code\":40401}", "404 {\"error_code\":40403}"));
    assertThat(registry.latest("x")).isEmpty();
    assertThat(registry.byId(9)).isEmpty();
  }

  @Test
  void version_isRead() {
    answers.add("200 {\"subject\":\"x\",\"version\":2,\"id\":7,\"schema\":\"\\\"long\\\"\"}");
    assertThat(registry.version("x", 2)).contains(new RegisteredSchema("x", 2, 7, SCHEMA));
  }

  @Test
  void wrongAddress_isAnErrorAndNotAbsence() {
    answers.add("404 <html>nothing here</html>");
    assertThatThrownBy(() -> registry.byId(9))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("id 9", "http://127.0.0.1", "404", "nothing here");
  }

  @Test
  void incompatibleSchema_namesSubjectAndAnswer() {
    answers.add("409 {\"error_code\":409,\"message\":\"field x was removed\"}");
    assertThatThrownBy(() -> registry.register("clips-value", SCHEMA))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("clips-value", "409", "field x was removed");
  }

  @Test
  void failureThatPasses_isTriedAgain() {
    answers.addAll(List.of("503 busy", "500 {\"error_code\":50001}", "200 {\"id\":7}"));
    assertThat(registry.register("x", SCHEMA)).isEqualTo(7);
    assertThat(requests).hasSize(3);
  }

  @Test
  void failureThatStays_isRetriable() {
    answers.addAll(List.of("503 busy", "503 busy", "503 busy", "200 {\"id\":7}"));
    assertThatThrownBy(() -> registry.register("x", SCHEMA))
        .isInstanceOf(RegistryUnavailableException.class)
        .isInstanceOf(RetriableException.class)
        .hasMessageContainingAll("attempt 3", "503", "/subjects/x/versions");
    assertThat(requests).hasSize(3);
  }

  @Test
  void nobodyListening_isRetriable() {
    int port = server.getAddress().getPort();
    server.stop(0);
    assertThatThrownBy(() -> registry(port).byId(1))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("127.0.0.1:" + port);
  }

  @Test
  void cache_asksOnceForWhatNeverChanges() {
    SchemaRegistry cached = new CachingSchemaRegistry(registry);
    answers.addAll(List.of("200 {\"schema\":\"\\\"long\\\"\"}", "200 {\"id\":7}"));
    assertThat(cached.byId(7)).isEqualTo(cached.byId(7)).contains(SCHEMA);
    assertThat(cached.register("x", SCHEMA)).isEqualTo(cached.idOf("x", SCHEMA).orElseThrow());
    assertThat(requests).hasSize(2);
  }

  @Test
  void cache_doesNotRememberAbsence() {
    SchemaRegistry cached = new CachingSchemaRegistry(registry);
    answers.addAll(List.of("404 {\"error_code\":40403}", "200 {\"schema\":\"\\\"long\\\"\"}"));
    assertThat(cached.byId(7)).isEmpty();
    assertThat(cached.byId(7)).contains(SCHEMA);
  }

  private static SchemaRegistry registry(int port) {
    return new HttpSchemaRegistry(
        RegistrySettings.from(
            Map.of(
                "schema.registry.url", "http://me:secret@127.0.0.1:" + port,
                "max.retries", 2,
                "retries.wait.ms", 1)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String credentials = exchange.getRequestHeaders().getFirst("Authorization");
    requests.add(
        "%s %s %s %s"
            .formatted(exchange.getRequestMethod(), exchange.getRequestURI(), credentials, body));
    String[] answer = answers.remove().split(" ", 2);
    byte[] text = answer[1].getBytes(UTF_8);
    exchange.sendResponseHeaders(Integer.parseInt(answer[0]), text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }
}
