package io.sightline.console.http;

import static io.sightline.console.Samples.NOON;
import static io.sightline.console.Samples.alert;
import static io.sightline.console.Samples.camera;
import static io.sightline.console.Samples.clip;
import static io.sightline.console.Samples.decision;
import static io.sightline.console.Samples.health;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.avro.Alert;
import io.sightline.avro.Clip;
import io.sightline.avro.Outcome;
import io.sightline.avro.Subject;
import io.sightline.clipstore.crypt.EncryptedClipStore;
import io.sightline.console.FakeConsole;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleServerTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final byte[] MEDIA = "0123456789abcdefghij".getBytes(StandardCharsets.US_ASCII);
  private static final Alert ALERT = alert("room", NOON).build();
  private static final Clip CLIP = clip("room", NOON).build();
  private static FakeConsole console;

  @BeforeAll
  static void start() throws Exception {
    console = new FakeConsole();
    console.add(camera("room", "Living room").build());
    console.add(health("room").build());
    console.add(ALERT);
    console.add(CLIP);
    console.add(
        alert("gate", NOON.plusSeconds(60)).setSubject(Subject.PET).setSnapshot(null).build());
    console.add(alert("gate", NOON.plusSeconds(120)).build());
    console.add(decision("room", NOON.plusSeconds(300)).build());
    console.add(decision("room", NOON.plusSeconds(400)).setOutcome(Outcome.ALERTED).build());
    console.store.put(CLIP.getKey(), MEDIA);
    console.store.put(ALERT.getSnapshot(), new byte[] {1, 2, 3});
    console.store.put("secret.txt", new byte[] {9});
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + console.server.port() + path));
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(String path) throws Exception {
    return new ObjectMapper().readTree(get(path).body());
  }

  private static List<String> cameras(String path) throws Exception {
    return StreamSupport.stream(json(path).get("alerts").spliterator(), false)
        .map(alert -> alert.get("camera").asText())
        .toList();
  }

  @Test
  void alerts_comeNewestFirstAndFiltered() throws Exception {
    assertThat(cameras("/api/alerts")).containsExactly("gate", "gate", "room");
    assertThat(cameras("/api/alerts?camera=room")).containsExactly("room");
    assertThat(cameras("/api/alerts?subject=pet")).containsExactly("gate");
    assertThat(cameras("/api/alerts?severity=critical")).isEmpty();
  }

  @Test
  void alerts_arePagedByPosition() throws Exception {
    JsonNode first = json("/api/alerts?limit=2").get("alerts");
    String position = first.get(1).get("position").asText();
    assertThat(cameras("/api/alerts?limit=2&before=" + position)).containsExactly("room");
    assertThat(cameras("/api/alerts?before=2026-11-22T12:00:30Z")).containsExactly("room");
  }

  @Test
  void oneAlert_isToldWithNamesTimesAndMedia() throws Exception {
    JsonNode alert = json("/api/alerts/" + ALERT.getAlertId());
    assertThat(alert.get("camera_name").asText()).isEqualTo("Living room");
    assertThat(alert.get("start").asText()).isEqualTo("2026-11-22T12:00:00Z");
    assertThat(alert.get("subject").asText()).isEqualTo("person");
    assertThat(alert.at("/clips/0/state").asText()).isEqualTo("ready");
    assertThat(alert.at("/snapshot/box/left").asDouble()).isEqualTo(0.4);
  }

  @Test
  void decisions_areFilteredByOutcome() throws Exception {
    JsonNode quiet = json("/api/decisions?outcome=suppressed").get("decisions");
    assertThat(quiet).hasSize(1);
    assertThat(quiet.get(0).get("words").asText()).contains("best guess cat 0.61, rule pet");
  }

  @Test
  void cameras_comeWithHealth() throws Exception {
    JsonNode room = json("/api/cameras").get("cameras").get(0);
    assertThat(room.get("state").asText()).isEqualTo("online");
    assertThat(room.get("decided_through").asText()).isEqualTo("2026-11-22T12:06:48Z");
  }

  @Test
  void status_countsWhatIsHeld() throws Exception {
    JsonNode status = json("/api/status");
    assertThat(status.get("alerts").asInt()).isEqualTo(3);
    assertThat(status.get("quiet").asInt()).isEqualTo(1);
    assertThat(status.get("caught_up").asBoolean()).isTrue();
    assertThat(status.at("/decided_through/room").asText()).isEqualTo("2026-11-22T12:06:48Z");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/alerts?limit=0, 400, limit, 0",
    "/api/alerts?limit=many, 400, limit, many",
    "/api/alerts?subject=ghost, 400, subject, ghost",
    "/api/alerts?before=yesterday, 400, before, yesterday",
    "/api/alerts?colour=red, 400, parameter, colour",
    "/api/alerts/none, 404, alert, none",
    "/media/clips/none, 404, clip, none",
    "/media/alerts/none/snapshot, 404, alert, none",
    "/nothing, 404, request, GET /nothing"
  })
  void badRequest_saysWhatValueAndExpectation(String path, int status, String what, String value)
      throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.get("what").asText()).isEqualTo(what);
    assertThat(problem.get("value").asText()).isEqualTo(value);
    assertThat(problem.get("expected").asText()).isNotBlank();
  }

  @Test
  void alertWithoutPicture_saysSo() throws Exception {
    String id = json("/api/alerts?subject=pet").at("/alerts/0/alert_id").asText();
    assertThat(get("/media/alerts/" + id + "/snapshot").statusCode()).isEqualTo(404);
  }

  @Test
  void writing_isNotAllowed() throws Exception {
    HttpRequest post =
        request("/api/alerts").POST(HttpRequest.BodyPublishers.ofString("{}")).build();
    assertThat(CLIENT.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  @Test
  void wholeClip_isSentWithTypeLengthAndTag() throws Exception {
    HttpResponse<String> answer = get("/media/clips/" + CLIP.getClipId());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(new String(MEDIA, StandardCharsets.US_ASCII));
    assertThat(answer.headers().firstValue("Content-Type")).contains("video/mp4");
    assertThat(answer.headers().firstValue("Content-Length")).contains("20");
    assertThat(answer.headers().firstValue("Accept-Ranges")).contains("bytes");
    assertThat(answer.headers().firstValue("ETag")).contains('"' + CLIP.getSha256() + '"');
  }

  @Test
  void range_isSentInPart() throws Exception {
    HttpResponse<String> answer = get("/media/clips/" + CLIP.getClipId(), "Range", "bytes=5-9");
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo("56789");
    assertThat(answer.headers().firstValue("Content-Range")).contains("bytes 5-9/20");
  }

  @Test
  void rangeOfAnotherVersion_isTheWhole() throws Exception {
    String path = "/media/clips/" + CLIP.getClipId();
    assertThat(get(path, "Range", "bytes=5-9", "If-Range", "\"other\"").statusCode())
        .isEqualTo(200);
    String tag = '"' + CLIP.getSha256() + '"';
    assertThat(get(path, "Range", "bytes=5-9", "If-Range", tag).statusCode()).isEqualTo(206);
  }

  @Test
  void rangeOutside_is416WithTheSize() throws Exception {
    HttpResponse<String> answer = get("/media/clips/" + CLIP.getClipId(), "Range", "bytes=20-");
    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */20");
  }

  @Test
  void head_hasHeadersAndNoBody() throws Exception {
    HttpRequest head =
        request("/media/clips/" + CLIP.getClipId())
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = CLIENT.send(head, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Length")).contains("20");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void download_isAnAttachment() throws Exception {
    HttpResponse<String> answer = get("/media/clips/" + CLIP.getClipId() + "?download");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"" + CLIP.getClipId() + ".mp4\"");
  }

  @Test
  void clipWhoseKeyIsDestroyed_isGoneAndSaysWhy() throws Exception {
    try {
      new EncryptedClipStore(console.store, console.keys).put(CLIP.getKey(), MEDIA);
      HttpResponse<String> before = get("/media/clips/" + CLIP.getClipId());
      assertThat(before.body()).isEqualTo(new String(MEDIA, StandardCharsets.US_ASCII));
      console.keys.destroy(true);
      HttpResponse<String> answer = get("/media/clips/" + CLIP.getClipId());
      assertThat(answer.statusCode()).isEqualTo(410);
      assertThat(answer.body()).contains("destroyed");
    } finally {
      console.keys.destroy(false);
      console.store.put(CLIP.getKey(), MEDIA);
    }
  }

  @Test
  void snapshot_isAJpeg() throws Exception {
    HttpResponse<String> answer =
        get("/media/alerts/" + ALERT.getAlertId() + "/snapshot?picture=1");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
  }

  @Test
  void clipWhoseMediaIsGone_saysSo() throws Exception {
    console.add(clip("room", NOON.plusSeconds(900)).build());
    String id = clip("room", NOON.plusSeconds(900)).build().getClipId();
    HttpResponse<String> answer = get("/media/clips/" + id);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("clip store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/media/clips/secret.txt",
        "/media/clips/..%2Fsecret.txt",
        "/media/clips/../secret.txt",
        "/media/clips/%2e%2e/secret.txt",
        "/media/clips/..;/secret.txt",
        "/media/alerts/../../secret.txt/snapshot",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/style.css/../../http/Page.class",
        "/.%00/index.html"
      })
  void pathTricks_reachNothing(String path) throws Exception {
    String answer = raw(path, "localhost");
    assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*");
    assertThat(answer).doesNotContain("root:");
  }

  @Test
  void foreignHost_isRefusedEverywhere() throws Exception {
    for (String path : List.of("/", "/api/alerts", "/media/clips/" + CLIP.getClipId())) {
      assertThat(raw(path, "evil.example:8080")).startsWith("HTTP/1.1 421 ");
      assertThat(raw(path, "localhost:1")).startsWith("HTTP/1.1 200 ");
    }
  }

  /** As bytes on the wire: a client would tidy the path up. */
  private static String raw(String path, String host) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.server.port())) {
      socket.setSoTimeout(10_000);
      PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
      out.print("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/app.js", "/api/alerts", "/api/alerts/none", "/nothing"})
  void everyAnswer_hasSecurityHeaders(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void page_isServedWholeAndRevalidated() throws Exception {
    for (String file : Page.FILES) {
      HttpResponse<String> answer = get("/" + file);
      assertThat(answer.statusCode()).as(file).isEqualTo(200);
      String tag = answer.headers().firstValue("ETag").orElseThrow();
      assertThat(get("/" + file, "If-None-Match", tag).statusCode()).as(file).isEqualTo(304);
    }
    assertThat(get("/").body()).contains("<title>Sightline</title>");
  }

  @Test
  void page_asksForNothingElsewhere() throws Exception {
    for (String file : Page.FILES) {
      assertThat(get("/" + file).body().replace("http://www.w3.org/2000/svg", ""))
          .as(file)
          .doesNotContainPattern("(https?:)?//[a-z0-9-]+\\.")
          .doesNotContain("innerHTML");
    }
  }

  @Test
  void events_tellOfNewAlertsAndClips() throws Exception {
    try (FakeConsole fresh = new FakeConsole();
        BufferedReader events = events(fresh)) {
      assertThat(event(events)).isEqualTo("event: hello|data: {}");
      fresh.add(camera("room", "Living room").build());
      assertThat(event(events)).startsWith("event: camera|").contains("Living room");
      fresh.add(ALERT);
      assertThat(event(events)).startsWith("event: alert|").contains(ALERT.getAlertId());
      fresh.add(decision("room", NOON).build());
      assertThat(event(events)).startsWith("event: decision|");
      assertThat(event(events)).startsWith("event: camera|").contains("decided_through");
      fresh.add(CLIP);
      assertThat(event(events)).startsWith("event: clip|").contains("\"state\":\"ready\"");
      fresh.clipGone(CLIP.getClipId());
      assertThat(event(events)).startsWith("event: clip|").contains("\"state\":\"gone\"");
    }
  }

  private static BufferedReader events(FakeConsole from) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + from.server.port() + "/api/events");
    HttpResponse<InputStream> stream =
        CLIENT.send(
            HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(stream.statusCode()).isEqualTo(200);
    assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
  }

  private static String event(BufferedReader reader) throws Exception {
    StringBuilder event = new StringBuilder();
    for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
      event.append(event.isEmpty() ? "" : "|").append(line);
    }
    return event.toString();
  }

  @Test
  void tooManyOpenPages_areTurnedAway() throws Exception {
    try (FakeConsole small = new FakeConsole(0, 1);
        BufferedReader first = events(small)) {
      assertThat(event(first)).startsWith("event: hello");
      URI address = URI.create("http://127.0.0.1:" + small.server.port() + "/api/events");
      HttpResponse<String> second =
          CLIENT.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(second.statusCode()).isEqualTo(503);
      assertThat(second.body()).contains("console.open_pages");
    }
  }

  @Test
  void portTaken_saysWhichKeyToChange() {
    assertThatThrownBy(() -> new FakeConsole(console.server.port(), 1))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("console.port " + console.server.port())
        .hasMessageContaining("set console.port to another");
  }
}
