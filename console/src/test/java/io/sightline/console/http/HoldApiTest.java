package io.sightline.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.console.FakeConsole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldApiTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String CLIP = "room-c1k0wfg4af1p";
  private FakeConsole console;

  @BeforeEach
  void start() throws Exception {
    console = new FakeConsole();
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + console.server.port() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode holds() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + console.server.port() + "/api/holds"))
            .build();
    return new ObjectMapper()
        .readTree(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body())
        .get("holds");
  }

  @Test
  void hold_isPlacedListedAndReleased() throws Exception {
    HttpResponse<String> placed =
        post(
            "/api/holds",
            "{\"hold_id\": \"case-7\", \"clip_id\": \"%s\", \"who\": \"ann\", \"why\": \"theft\"}"
                .formatted(CLIP));
    assertThat(placed.statusCode()).isEqualTo(201);
    assertThat(console.held)
        .singleElement()
        .satisfies(hold -> assertThat(hold.getCamera()).isEqualTo("room"))
        .satisfies(hold -> assertThat(hold.getState()).isEqualTo(HoldState.REQUESTED));
    assertThat(holds()).hasSize(1);
    HttpResponse<String> released = post("/api/holds/case-7/release", "{\"who\": \"ben\"}");
    assertThat(released.statusCode()).isEqualTo(200);
    assertThat(console.held).extracting(Hold::getState).endsWith(HoldState.RELEASED);
    assertThat(holds().get(0).get("state").asText()).isEqualTo("released");
    assertThat(post("/api/holds/case-7/release", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void badHold_isRefusedWithWhatWasExpected() throws Exception {
    HttpResponse<String> without = post("/api/holds", "{\"clip_id\": \"%s\"}".formatted(CLIP));
    assertThat(without.statusCode()).isEqualTo(400);
    assertThat(without.body()).contains("why");
    HttpResponse<String> open = post("/api/holds", "{\"camera\": \"room\", \"why\": \"x\"}");
    assertThat(open.statusCode()).isEqualTo(400);
    assertThat(open.body()).contains("expected both, or a clip");
    assertThat(post("/api/holds", "{\"camera\": \"../x\", \"why\": \"x\"}").statusCode())
        .isEqualTo(400);
    assertThat(console.held).isEmpty();
  }

  @Test
  void otherSites_placeNothing() throws Exception {
    HttpResponse<String> answer =
        post(
            "/api/holds",
            "{\"clip_id\": \"%s\", \"why\": \"x\"}".formatted(CLIP),
            "Origin",
            "http://elsewhere.example");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(console.held).isEmpty();
  }
}
