package io.sightline.console.http;

import static io.sightline.console.Samples.NOON;
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
import java.time.Instant;
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

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + console.server.port() + path);
    return CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode holds(String query) throws Exception {
    return new ObjectMapper().readTree(get("/api/holds" + query).body()).get("holds");
  }

  @Test
  void hold_isPlacedAnsweredAndReleased() throws Exception {
    HttpResponse<String> placed =
        post(
            "/api/holds",
            "{\"hold_id\": \"case-7\", \"clip_id\": \"%s\", \"who\": \"ann\", \"why\": \"theft\"}"
                .formatted(CLIP));
    assertThat(placed.statusCode()).isEqualTo(201);
    assertThat(console.held)
        .singleElement()
        .satisfies(hold -> assertThat(hold.getCamera()).isEqualTo("room"))
        .satisfies(hold -> assertThat(hold.getWho()).isEqualTo("ann"))
        .satisfies(hold -> assertThat(hold.getState()).isEqualTo(HoldState.REQUESTED));
    console.add(answered(console.held.get(0), HoldState.HELD).setClips(1).build());
    JsonNode held = holds("").get(0);
    assertThat(held.get("state").asText()).isEqualTo("held");
    assertThat(held.get("words").asText()).isEqualTo("Keeps 1 clip and 0 hours of recordings.");
    assertThat(held.get("released").isNull()).isTrue();

    String release = "/api/holds/case-7/release";
    assertThat(post(release, "{\"who\": \"ben\", \"why\": \"closed\"}").statusCode())
        .isEqualTo(200);
    assertThat(console.held).extracting(Hold::getState).endsWith(HoldState.RELEASED);
    JsonNode released = holds("").get(0);
    assertThat(released.get("state").asText()).isEqualTo("released");
    assertThat(released.get("in_force").asBoolean()).isFalse();
    assertThat(released.get("who").asText()).isEqualTo("ann");
    assertThat(released.at("/released/who").asText()).isEqualTo("ben");
    assertThat(released.at("/released/why").asText()).isEqualTo("closed");
    assertThat(post(release, "{}").statusCode()).isEqualTo(404);
  }

  private static Hold.Builder answered(Hold asked, HoldState state) {
    return Hold.newBuilder(asked)
        .setRecordId(asked.getHoldId() + "-" + state)
        .setState(state)
        .setPlacedAt(asked.getPlacedAt().plusSeconds(1));
  }

  @Test
  void holds_comeByPagesNewestFirstAndByCamera() throws Exception {
    for (int i = 0; i < 5; i++) {
      console.add(hold("case-" + i, i % 2 == 0 ? "room" : "yard", NOON.plusSeconds(i)).build());
    }
    JsonNode first = holds("?limit=2");
    assertThat(first)
        .extracting(hold -> hold.get("hold_id").asText())
        .containsExactly("case-4", "case-3");
    JsonNode next = holds("?limit=2&before=" + first.get(1).get("position").asText());
    assertThat(next)
        .extracting(hold -> hold.get("hold_id").asText())
        .containsExactly("case-2", "case-1");
    assertThat(holds("?camera=yard")).hasSize(2);
  }

  @Test
  void holds_areToldApartByWhetherTheyAreInForce() throws Exception {
    Hold open = hold("open", "room", NOON).build();
    Hold ended = hold("ended", "room", NOON).setUntil(NOON.plusSeconds(60)).build();
    Hold late = hold("late", "room", NOON).build();
    console.add(open);
    console.add(ended);
    console.add(late);
    console.add(answered(late, HoldState.TOO_LATE).setTooLate(1).build());
    assertThat(holds("?which=in-force"))
        .extracting(hold -> hold.get("hold_id").asText())
        .containsExactly("open");
    assertThat(holds("?which=past"))
        .extracting(hold -> hold.get("state").asText())
        .containsExactlyInAnyOrder("over", "too-late");
    assertThat(get("/api/holds?which=mine").body()).contains("in-force, past");
    assertThat(post("/api/holds/ended/release", "{\"who\": \"b\", \"why\": \"c\"}").statusCode())
        .isEqualTo(404);
  }

  private static Hold.Builder hold(String id, String camera, Instant at) {
    return Hold.newBuilder()
        .setHoldId(id)
        .setRecordId(id + "-requested")
        .setCamera(camera)
        .setSpanFrom(NOON.minusSeconds(600))
        .setSpanTo(NOON)
        .setState(HoldState.REQUESTED)
        .setWho("ann")
        .setWhy("theft")
        .setPlacedAt(at);
  }

  @Test
  void badHold_isRefusedWithWhatWasExpected() throws Exception {
    String clip = "\"clip_id\": \"" + CLIP + "\"";
    String ann = "\"who\": \"ann\"";
    assertThat(post("/api/holds", "{" + clip + ", " + ann + "}").body()).contains("why");
    assertThat(post("/api/holds", "{" + clip + ", \"why\": \"x\", \"who\": \" \"}").body())
        .contains("who", "the name of whoever holds it");
    HttpResponse<String> open =
        post("/api/holds", "{\"camera\": \"room\", \"why\": \"x\", " + ann + "}");
    assertThat(open.statusCode()).isEqualTo(400);
    assertThat(open.body()).contains("expected both, or a clip");
    String past = ", \"until\": \"2026-01-01T00:00:00Z\"}";
    assertThat(post("/api/holds", "{" + clip + ", \"why\": \"x\", " + ann + past).body())
        .contains("a time to come");
    assertThat(
            post("/api/holds", "{\"camera\": \"../x\", \"why\": \"x\", " + ann + "}").statusCode())
        .isEqualTo(400);
    assertThat(console.held).isEmpty();
  }

  @Test
  void releaseWithoutAName_isRefusedAndNotWritten() throws Exception {
    console.add(hold("case-7", "room", NOON).build());
    HttpResponse<String> answer = post("/api/holds/case-7/release", "{\"why\": \"closed\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("the name of whoever lets go");
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
