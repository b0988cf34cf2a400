package io.sightline.standalone.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.sightline.runtime.Secret;
import io.sightline.schemas.TraceParent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a collector may answer; what it is sent {@code MetricsIT} reads. */
class OtlpCollectorTest {
  private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
  private static final Span SPAN =
      new Span(
          TraceParent.ofActivity("hall-a1"),
          null,
          "ingest",
          "1",
          "activity",
          AT,
          AT.plusSeconds(1),
          Map.of("camera", "hall"),
          null);

  private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
  private volatile int status = 200;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static OtlpCollector at(int port) {
    return new OtlpCollector(
        new TracesConfig(
            URI.create("http://127.0.0.1:" + port + "/v1/traces"),
            Map.of("Authorization", new Secret("Bearer x")),
            Duration.ofSeconds(1)));
  }

  private OtlpCollector here() {
    return at(server.getAddress().getPort());
  }

  @Test
  void whatItTakes_isTakenOnceWithTheHeaders() throws IOException {
    try (OtlpCollector collector = here()) {
      assertThat(collector.send(List.of(SPAN))).isEmpty();
    }
    assertThat(tokens).containsExactly("Bearer x");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413})
  void whatItWillNeverTake_isNoReasonToTryAgain(int answer) throws IOException {
    status = answer;
    try (OtlpCollector collector = here()) {
      assertThat(collector.send(List.of(SPAN)))
          .hasValueSatisfying(why -> assertThat(why).startsWith("HTTP " + answer));
    }
    assertThat(tokens).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404, 429, 500, 503})
  void whatItDoesNotTakeNow_isAFailureWithAddressAndStatus(int answer) {
    status = answer;
    try (OtlpCollector collector = here()) {
      assertThatThrownBy(() -> collector.send(List.of(SPAN)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("/v1/traces does not take spans")
          .hasMessageContaining("HTTP " + answer);
    }
    assertThat(tokens).hasSize(1);
  }

  @Test
  void nobodyThere_isSaidWithTheAddress() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    try (OtlpCollector collector = at(free)) {
      assertThatThrownBy(() -> collector.send(List.of(SPAN)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + free)
          .hasMessageContaining("ConnectException");
    }
  }

  @Test
  void silence_isSaidAfterTheTimeout() throws IOException {
    try (ServerSocket silent = new ServerSocket(0);
        OtlpCollector collector = at(silent.getLocalPort())) {
      assertThatThrownBy(() -> collector.send(List.of(SPAN)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("does not take spans");
    }
  }
}
