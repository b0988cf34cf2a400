package io.sightline.console.http;

import static io.sightline.console.Samples.NOON;
import static io.sightline.console.Samples.alert;
import static io.sightline.console.Samples.camera;
import static io.sightline.console.Samples.decision;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import io.sightline.console.FakeConsole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackApiTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Alert ALERT = alert("room", NOON).build();
  private static final Decision QUIET = decision("room", NOON.plusSeconds(60)).build();
  private FakeConsole console;

  @BeforeEach
  void start() throws Exception {
    console = new FakeConsole();
    console.add(camera("room", "Living room").build());
    console.add(ALERT);
    console.add(QUIET);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + console.server.port() + path));
  }

  private HttpResponse<String> post(String body, String... headers) throws Exception {
    HttpRequest.Builder request = request("/api/feedback").POST(BodyPublishers.ofString(body));
    return send(
        headers.length == 0
            ? request.header("Content-Type", "application/json")
            : request.headers(headers));
  }

  private static String about(String kind) {
    return "{\"kind\": \"%s\", \"alert_id\": \"%s\"}".formatted(kind, ALERT.getAlertId());
  }

  private JsonNode json(String path) throws Exception {
    return new ObjectMapper().readTree(send(request(path)).body());
  }

  @Test
  void falseAlarm_isWrittenWithPlaceAndTimeOfTheAlertAndShownWithIt() throws Exception {
    HttpResponse<String> answer = post(about("false-alarm"));

    assertThat(answer.statusCode()).isEqualTo(201);
    Feedback written = console.written.get(0);
    assertThat(written.getKind()).isEqualTo(FeedbackKind.FALSE_ALARM);
    assertThat(written.getCamera()).isEqualTo("room");
    assertThat(written.getCapturedAt()).isEqualTo(NOON);
    assertThat(written.getBox()).isEqualTo(ALERT.getSnapshotBox());
    assertThat(written.getSource()).isEqualTo("page");
    assertThat(written.getFeedbackId()).startsWith(ALERT.getAlertId() + "-page-");
    JsonNode shown = json("/api/alerts/" + ALERT.getAlertId()).at("/feedback/0");
    assertThat(shown.get("kind").asText()).isEqualTo("false-alarm");
    assertThat(shown.get("feedback_id").asText()).isEqualTo(written.getFeedbackId());
    assertThat(json("/api/status").at("/feedback/false-alarm").asInt()).isEqualTo(1);
    assertThat(json("/api/feedback?camera=room").get("feedback")).hasSize(1);
    assertThat(json("/api/feedback?camera=gate").get("feedback")).isEmpty();
  }

  @Test
  void takenBack_isGoneAndCannotBeTakenBackAgain() throws Exception {
    post(about("known"));
    assertThat(console.written.get(0).getLabel()).isEqualTo("person");
    String back =
        "{\"kind\": \"revoked\", \"revokes\": \"%s\"}"
            .formatted(console.written.get(0).getFeedbackId());

    assertThat(post(back).statusCode()).isEqualTo(201);

    assertThat(console.written.get(1).getAlertId()).isEqualTo(ALERT.getAlertId());
    assertThat(json("/api/alerts/" + ALERT.getAlertId()).get("feedback")).isEmpty();
    assertThat(post(back).statusCode()).isEqualTo(404);
  }

  @Test
  void missed_isAboutAQuietActivity() throws Exception {
    String missed =
        "{\"kind\": \"missed\", \"activity_id\": \"%s\", \"label\": \"person\", \"who\": \"Ann\"}"
            .formatted(QUIET.getActivityId());

    assertThat(post(missed).statusCode()).isEqualTo(201);

    Feedback written = console.written.get(0);
    assertThat(written.getActivityId()).isEqualTo(QUIET.getActivityId());
    assertThat(written.getLabel()).isEqualTo("person");
    assertThat(written.getWho()).isEqualTo("Ann");
    assertThat(json("/api/decisions").at("/decisions/0/feedback/0/who").asText()).isEqualTo("Ann");
  }

  @Test
  void sameIdTwice_isOneFeedback() throws Exception {
    String said =
        "{\"kind\": \"confirmed\", \"alert_id\": \"%s\", \"feedback_id\": \"mine-1\"}"
            .formatted(ALERT.getAlertId());
    post(said);
    post(said);

    assertThat(json("/api/alerts/" + ALERT.getAlertId()).get("feedback")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 400 | kind 'null': expected false-alarm",
        "{\"kind\": \"nonsense\"} | 400 | kind 'nonsense'",
        "{\"kind\": \"unknown\", \"alert_id\": \"x\"} | 400 | kind 'unknown'",
        "{\"kind\": \"known\"} | 400 | alert_id ''",
        "{\"kind\": \"missed\"} | 400 | activity_id ''",
        "{\"kind\": \"revoked\"} | 400 | revokes ''",
        "{\"kind\": \"known\", \"alert_id\": \"room-i0\"} | 404 | alert 'room-i0'",
        "{\"kind\": \"missed\", \"activity_id\": \"room-a0\"} | 404 | activity 'room-a0'",
        "{\"kind\": \"revoked\", \"revokes\": \"f\"} | 404 | feedback 'f'",
        "{\"what\": 1} | 400 | body",
        "not json | 400 | body"
      })
  void nonsense_isRefusedWithWhatWasExpected(String body, int status, String message)
      throws Exception {
    HttpResponse<String> answer = post(body);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(new ObjectMapper().readTree(answer.body()).get("title").asText()).contains(message);
    assertThat(console.written).isEmpty();
  }

  @Test
  void tooLong_isRefused() throws Exception {
    String alert = ALERT.getAlertId();
    for (String field : List.of("label", "who", "feedback_id")) {
      String body =
          "{\"kind\": \"known\", \"alert_id\": \"%s\", \"%s\": \"%s\"}"
              .formatted(alert, field, "x".repeat(300));
      assertThat(post(body).statusCode()).as(field).isEqualTo(400);
    }
    assertThat(post("{\"who\": \"" + "x".repeat(100_000) + "\"}").statusCode()).isEqualTo(413);
    assertThat(console.written).isEmpty();
  }

  @Test
  void requestOfAPageElsewhere_changesNothing() throws Exception {
    String own = "http://127.0.0.1:" + console.server.port();
    String json = "application/json; charset=utf-8";
    String body = about("false-alarm");
    assertThat(post(body, "Content-Type", "text/plain").statusCode()).isEqualTo(415);
    assertThat(post(body, "Content-Type", "application/x-www-form-urlencoded").statusCode())
        .isEqualTo(415);
    assertThat(post(body, "Content-Type", json, "Origin", "https://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(post(body, "Content-Type", json, "Origin", "null").statusCode()).isEqualTo(403);
    assertThat(post(body, "Content-Type", json, "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    assertThat(console.written).isEmpty();
    assertThat(post(body, "Content-Type", json, "Origin", own).statusCode()).isEqualTo(201);
  }

  @Test
  void brokerAway_isSaidAndNothingIsShown() throws Exception {
    console.brokerAway = true;

    assertThat(post(about("confirmed")).statusCode()).isEqualTo(503);

    assertThat(json("/api/feedback").get("feedback")).isEmpty();
  }

  @Test
  void aThousandAtOnce_mostAreRefusedAndTheConsoleGoesOn() throws Exception {
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      refused += post(about("confirmed")).statusCode() == 429 ? 1 : 0;
    }

    assertThat(refused).isGreaterThan(500);
    assertThat(console.written).hasSize(1000 - refused);
    assertThat(send(request("/api/alerts")).statusCode()).isEqualTo(200);
  }
}
