package io.sightline.console.http;

import static io.sightline.console.Samples.NOON;
import static io.sightline.console.Samples.camera;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.avro.Erasure;
import io.sightline.avro.ErasureState;
import io.sightline.console.FakeConsole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasureApiTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
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

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + console.server.port() + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode erasures(String query) throws Exception {
    return new ObjectMapper().readTree(get("/api/erasures" + query).body()).get("erasures");
  }

  private static Erasure.Builder erasure(String id, ErasureState state, int second) {
    return Erasure.newBuilder()
        .setErasureId(id)
        .setRecordId(id + "-" + state)
        .setState(state)
        .setCamera("room")
        .setFromTime(NOON)
        .setUntilTime(NOON.plusSeconds(600))
        .setWho("ann")
        .setWhy("request of 3 March")
        .setRequestedAt(NOON.plusSeconds(second));
  }

  @Test
  void erasure_isListedWithHowFarItIs() throws Exception {
    console.add(erasure("e1", ErasureState.REQUESTED, 0).build());
    assertThat(erasures("").get(0).get("words").asText()).contains("not looked yet");
    console.add(erasure("e1", ErasureState.WAITING, 0).setFound(5).setGone(3).setHeld(2).build());
    JsonNode waiting = erasures("").get(0);
    assertThat(erasures("")).hasSize(1);
    assertThat(waiting.get("state").asText()).isEqualTo("waiting");
    assertThat(waiting.get("camera_name").asText()).isEqualTo("Living room");
    assertThat(waiting.get("who").asText()).isEqualTo("ann");
    assertThat(waiting.get("words").asText())
        .isEqualTo("All is gone but 2 that holds keep: they go when the last hold is released.");
  }

  @Test
  void erasures_comeByPagesAndByState() throws Exception {
    for (int i = 0; i < 4; i++) {
      ErasureState state = i == 0 ? ErasureState.RUNNING : ErasureState.DONE;
      console.add(erasure("e" + i, state, i).build());
    }
    JsonNode first = erasures("?limit=3");
    assertThat(first)
        .extracting(erasure -> erasure.get("erasure_id").asText())
        .containsExactly("e3", "e2", "e1");
    assertThat(erasures("?before=" + first.get(2).get("position").asText()))
        .extracting(erasure -> erasure.get("erasure_id").asText())
        .containsExactly("e0");
    assertThat(erasures("?state=running")).hasSize(1);
    assertThat(get("/api/erasures?state=x").statusCode()).isEqualTo(400);
  }

  @Test
  void certificate_isMadeForAnErasureOnRecordOnly() throws Exception {
    console.add(erasure("e1", ErasureState.DONE, 0).build());
    String path = erasures("").get(0).get("certificate").asText();
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"erasure\": \"e1\"}");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"e1.json\"");
    assertThat(get("/api/erasures/e2/certificate").statusCode()).isEqualTo(404);
    assertThat(get(path, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
    console.brokerAway = true;
    assertThat(get(path).statusCode()).isEqualTo(503);
    assertThat(get(path).body()).contains("no broker");
  }
}
