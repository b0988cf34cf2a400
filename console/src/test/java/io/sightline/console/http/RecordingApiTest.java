package io.sightline.console.http;

import static io.sightline.console.Samples.NOON;
import static io.sightline.console.Samples.camera;
import static io.sightline.console.Samples.gap;
import static io.sightline.console.Samples.hourGone;
import static io.sightline.console.Samples.piece;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.avro.Recording;
import io.sightline.clipstore.crypt.EncryptedClipStore;
import io.sightline.console.FakeConsole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordingApiTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String DAY = "&from=2026-11-22T00:00:00Z&to=2026-11-23T00:00:00Z";
  private FakeConsole console;

  @BeforeEach
  void start() throws Exception {
    console = new FakeConsole();
    console.add(camera("room", "Living room").build());
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + console.server.port() + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private JsonNode day() throws Exception {
    return new ObjectMapper().readTree(get("/api/recordings?camera=room" + DAY).body());
  }

  private Recording add(Recording.Builder builder) {
    Recording piece = builder.build();
    console.recordings.told.add(piece);
    return piece;
  }

  @Test
  void day_hasPiecesGapsAndHours() throws Exception {
    Recording piece = add(piece("room", NOON));
    add(gap("room", NOON.plusSeconds(60), NOON.plusSeconds(90)));
    add(piece("room", NOON.plusSeconds(3600)));
    JsonNode day = day();
    assertThat(day.get("camera_name").asText()).isEqualTo("Living room");
    assertThat(day.get("complete").asBoolean()).isTrue();
    assertThat(day.get("pieces")).hasSize(2);
    assertThat(day.at("/pieces/0/url").asText())
        .isEqualTo("/media/recordings/" + piece.getRecordId());
    assertThat(day.at("/pieces/0/playable").asBoolean()).isTrue();
    assertThat(day.at("/pieces/0/deleted").isNull()).isTrue();
    assertThat(day.at("/gaps/0/cause").asText()).isEqualTo("source-lost");
    assertThat(day.at("/gaps/0/words").asText())
        .isEqualTo("The camera went away (nothing came for 10 s).");
    assertThat(day.get("hours"))
        .extracting(hour -> hour.get("start").asText())
        .containsExactly("2026-11-22T12:00:00Z", "2026-11-22T13:00:00Z");
    assertThat(get("/api/recordings?camera=yard" + DAY).statusCode()).isEqualTo(200);
  }

  @Test
  void hourThatWent_isToldWithWhyAndItsPiecesAreNotOffered() throws Exception {
    add(piece("room", NOON));
    add(piece("room", NOON.plusSeconds(3600)));
    console.recordings.deletions.add(hourGone("room", NOON, NOON.plusSeconds(9000)).build());
    JsonNode day = day();
    assertThat(day.at("/hours/0/deleted/cause").asText()).isEqualTo("due");
    assertThat(day.at("/hours/0/deleted/words").asText()).contains("its time was up");
    assertThat(day.at("/pieces/0/deleted/at").asText()).isEqualTo("2026-11-22T14:30:00Z");
    assertThat(day.at("/hours/1/deleted").isNull()).isTrue();
    assertThat(day.at("/pieces/1/deleted").isNull()).isTrue();
  }

  @Test
  void hourThatIsHeld_namesTheHoldUntilItIsReleased() throws Exception {
    add(piece("room", NOON));
    add(piece("room", NOON.plusSeconds(3600)));
    Hold hold =
        Hold.newBuilder()
            .setHoldId("case-7")
            .setRecordId("case-7-held")
            .setCamera("room")
            .setState(HoldState.HELD)
            .setSpanFrom(NOON.plusSeconds(600))
            .setSpanTo(NOON.plusSeconds(700))
            .setPlacedAt(NOON)
            .build();
    console.add(hold);
    assertThat(day().at("/hours/0/holds/0").asText()).isEqualTo("case-7");
    assertThat(day().at("/hours/1/holds")).isEmpty();
    console.add(Hold.newBuilder(hold).setState(HoldState.RELEASED).build());
    assertThat(day().at("/hours/0/holds")).isEmpty();
  }

  @Test
  void nonsense_isRefusedAndTroubleIsTold() throws Exception {
    assertThat(text(get("/api/recordings?camera=../x" + DAY))).contains("the id of a camera");
    assertThat(text(get("/api/recordings?camera=room&from=now&to=later"))).contains("a UTC time");
    String week = "&from=2026-11-22T00:00:00Z&to=2026-11-29T00:00:00Z";
    assertThat(text(get("/api/recordings?camera=room" + week))).contains("25 h at most");
    assertThat(
            get("/api/recordings?camera=room" + DAY, "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    console.recordings.complete = false;
    assertThat(day().get("complete").asBoolean()).isFalse();
    console.recordings.away = true;
    assertThat(get("/api/recordings?camera=room" + DAY).statusCode()).isEqualTo(503);
  }

  @Test
  void piece_comesInRanges() throws Exception {
    Recording piece = add(piece("room", NOON));
    byte[] media = media();
    console.store.put(piece.getKey(), media);
    serves(piece, media);
  }

  @Test
  void pieceThatIsEncrypted_comesInRangesInTheClear() throws Exception {
    Recording piece = add(piece("room", NOON));
    byte[] media = media();
    new EncryptedClipStore(console.store, console.keys).put(piece.getKey(), media);
    assertThat(console.store.open(piece.getKey(), 0).readNBytes(8))
        .asString()
        .isEqualTo("SLsealed");
    serves(piece, media);
  }

  private static byte[] media() {
    byte[] media = new byte[50_000];
    new Random(7).nextBytes(media);
    return media;
  }

  private void serves(Recording piece, byte[] media) throws Exception {
    String path = "/media/recordings/" + piece.getRecordId();
    HttpResponse<byte[]> whole = get(path);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(media);
    assertThat(whole.headers().firstValue("Content-Type")).contains("video/mp4");
    assertThat(whole.headers().firstValue("Cache-Control")).contains("no-store");
    HttpResponse<byte[]> part = get(path, "Range", "bytes=10000-10099");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(media, 10_000, 10_100));
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 10000-10099/50000");
    assertThat(get(path, "Range", "bytes=60000-").statusCode()).isEqualTo(416);
    assertThat(get(path + "?download").headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"" + piece.getRecordId() + ".mp4\"");
  }

  @Test
  void pieceThatIsNotThere_isNotServed() throws Exception {
    Recording gone = add(piece("room", NOON));
    assertThat(get("/media/recordings/" + gone.getRecordId()).statusCode()).isEqualTo(404);
    console.store.put("secret", new byte[9]);
    assertThat(get("/media/recordings/secret").statusCode()).isEqualTo(404);
    assertThat(get("/media/recordings/..%2fsecret").statusCode()).isIn(400, 404);
    String path = "/media/recordings/" + gone.getRecordId();
    assertThat(get(path, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
  }
}
