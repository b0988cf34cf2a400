package io.sightline.ingest.events.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.ingest.events.EventDoor;
import io.sightline.ingest.events.EventOutcome;
import io.sightline.ingest.events.ToldEvent;
import io.sightline.ingest.events.ToldEvent.Phase;
import io.sightline.ingest.motion.Region;
import io.sightline.runtime.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpEventsTest {
  private static final String TOKEN = "0123456789abcdefXYZ";

  private final List<ToldEvent> told = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private EventOutcome outcome = EventOutcome.TAKEN;
  private HttpEvents events;

  @BeforeEach
  void start() throws Exception {
    events = new HttpEvents(config(10), new Door());
    events.start();
  }

  @AfterEach
  void close() {
    events.close();
  }

  private static HttpEventsConfig config(int rate) {
    return new HttpEventsConfig("127.0.0.1", 0, new Secret(TOKEN), rate, 1);
  }

  private HttpRequest.Builder request(String path, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + events.port() + path))
        .header("Authorization", "Bearer " + TOKEN)
        .POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws Exception {
    return send(request("/events/front-door", body));
  }

  private static String detail(HttpResponse<String> answer) throws Exception {
    JsonNode body = new ObjectMapper().readTree(answer.body());
    return body.path("detail").asText();
  }

  @Test
  void wholeEvent_isHandedInAsItIs() throws Exception {
    HttpResponse<String> answer =
        post(
            """
            {"source": "gate", "id": "41", "state": "started", "label": "car", "score": 0.5,
             "started_at": "2026-03-01T10:00:00.5+01:00",
             "regions": [{"left": 0.5, "top": 0.25, "width": 0.75, "height": 0.5}]}""");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(told)
        .containsExactly(
            new ToldEvent(
                "http:gate",
                "41",
                Phase.STARTED,
                "car",
                0.5f,
                Instant.parse("2026-03-01T09:00:00.500Z"),
                List.of(new Region(0.5f, 0.25f, 0.5f, 0.5f))));
  }

  @Test
  void leastEvent_isTheSourceAlone() throws Exception {
    assertThat(post("{\"source\": \"doorbell\"}").statusCode()).isEqualTo(202);
    assertThat(post("{\"source\": \"doorbell\"}").statusCode()).isEqualTo(202);
    assertThat(told).extracting(ToldEvent::phase).containsOnly(Phase.SINGLE);
    assertThat(told.get(0).id()).isNotEqualTo(told.get(1).id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"source\": 7}|source 7: expected a text",
        "{}|source: missing",
        "{\"source\": \"a b\"}|source 'a b': expected letters",
        "{\"source\": \"a\", \"lable\": \"x\"}|unknown key 'lable': expected one of source, id",
        "{\"source\": \"a\", \"state\": \"begin\"}|state 'begin': expected started, ongoing",
        "{\"source\": \"a\", \"state\": \"started\"}|id: missing",
        "{\"source\": \"a\", \"score\": 7}|score 7.0: expected 0 to 1",
        "{\"source\": \"a\", \"score\": NaN}|the body is no JSON",
        "{\"source\": \"a\", \"score\": \"high\"}|score \"high\": expected a number",
        "{\"source\": \"a\", \"started_at\": \"now\"}|started_at 'now': expected a time as",
        "{\"source\": \"a\", \"regions\": [{\"left\": 2}]}|regions[0]: left 2: expected a fraction",
        "{\"source\": \"a\", \"regions\": {}}|regions: expected a list",
        "{\"source\": \"a\", \"source\": \"b\"}|the body is no JSON: Duplicate field 'source'",
        "{\"source\": \"a\"} {}|the body is no JSON",
        "[1]|the body is [1]: expected {...}",
        "hello|the body is no JSON",
        "{\"source\": \"a\", \"label\": \"x\\ny\"}|label: expected no control characters",
      })
  void whatIsNoEvent_isRefusedWithWhatWasExpected(String body, String expected) throws Exception {
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(detail(answer)).contains(expected);
    assertThat(told).isEmpty();
    assertThat(refused).containsExactly("http not-an-event");
  }

  @Test
  void withoutTheToken_nothingIsTaken() throws Exception {
    HttpRequest.Builder request = request("/events/front-door", "{\"source\": \"a\"}");
    for (String header : List.of("Bearer wrong", "Bearer " + TOKEN + "x", "Basic " + TOKEN, "x")) {
      HttpResponse<String> answer = send(request.setHeader("Authorization", header));
      assertThat(answer.statusCode()).as(header).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
    assertThat(send(request.setHeader("Authorization", "bearer " + TOKEN)).statusCode())
        .isEqualTo(202);
    assertThat(told).hasSize(1);
  }

  @Test
  void cameraOfAnotherProcess_isMisdirected() throws Exception {
    HttpResponse<String> answer = send(request("/events/back-door", "{\"source\": \"a\"}"));
    assertThat(answer.statusCode()).isEqualTo(421);
    assertThat(detail(answer)).contains("camera 'back-door' is not open in this process");
  }

  @Test
  void outcomes_areToldApart() throws Exception {
    outcome = EventOutcome.REPEATED;
    assertThat(post("{\"source\": \"a\"}").statusCode()).isEqualTo(200);
    outcome = EventOutcome.OFF;
    assertThat(post("{\"source\": \"a\"}").statusCode()).isEqualTo(409);
    outcome = EventOutcome.FULL;
    assertThat(post("{\"source\": \"a\"}").statusCode()).isEqualTo(503);
  }

  @Test
  void otherPathsAndMethods_areRefused() throws Exception {
    assertThat(send(request("/events/a/b", "")).statusCode()).isEqualTo(404);
    assertThat(send(request("/", "")).statusCode()).isEqualTo(404);
    assertThat(send(request("/events/front-door", "").GET()).statusCode()).isEqualTo(405);
  }

  @Test
  void largeBody_isRefused() throws Exception {
    HttpResponse<String> answer = post("{\"source\": \"" + "a".repeat(2000) + "\"}");
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void tooManyForACamera_areRefused() throws Exception {
    events.close();
    events = new HttpEvents(config(1), new Door());
    events.start();
    post("{\"source\": \"a\"}");
    post("{\"source\": \"a\"}");
    List<Integer> codes =
        List.of(
            post("{\"source\": \"a\"}").statusCode(),
            post("{\"source\": \"a\"}").statusCode(),
            post("{\"source\": \"a\"}").statusCode(),
            post("{\"source\": \"a\"}").statusCode(),
            post("{\"source\": \"a\"}").statusCode(),
            post("{\"source\": \"a\"}").statusCode());
    assertThat(codes).contains(429);
  }

  @Test
  void rate_comesBackWithTime() {
    long[] now = {0};
    RateLimit rate = new RateLimit(2, () -> now[0]);
    for (int i = 0; i < 4; i++) {
      assertThat(rate.allows("a")).isTrue();
    }
    assertThat(rate.allows("a")).isFalse();
    assertThat(rate.allows("b")).isTrue();
    now[0] = 500_000_000;
    assertThat(rate.allows("a")).isTrue();
    assertThat(rate.allows("a")).isFalse();
  }

  @Test
  void shortToken_isRefusedWithoutBeingShown() {
    assertThatThrownBy(() -> new HttpEventsConfig(null, null, new Secret("hunter2"), null, null))
        .hasMessageContaining("token of 7 characters: expected at least 16")
        .hasMessageNotContaining("hunter2");
    assertThat(config(1).toString()).doesNotContain(TOKEN);
  }

  private final class Door implements EventDoor {
    @Override
    public boolean isOpen(String camera) {
      return camera.equals("front-door");
    }

    @Override
    public EventOutcome tell(String camera, ToldEvent event) {
      told.add(event);
      return outcome;
    }

    @Override
    public void refused(String way, String why) {
      refused.add(way + " " + why);
    }
  }
}
