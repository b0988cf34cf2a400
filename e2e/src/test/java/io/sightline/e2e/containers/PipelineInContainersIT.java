package io.sightline.e2e.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.command.InspectContainerResponse;
import io.sightline.standalone.demo.DemoVideo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("docker")
class PipelineInContainersIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path footage;
  private static Composition composition;

  @BeforeAll
  static void start() throws Exception {
    DemoVideo.write(footage.resolve("demo.mp4"));
    Files.setPosixFilePermissions(footage, PosixFilePermissions.fromString("rwxr-xr-x"));
    composition = new Composition(footage, "demo.mp4");
    composition.start();
  }

  @AfterAll
  static void stop() {
    if (composition != null) {
      composition.close();
    }
  }

  @Test
  void personInTheVideo_isAlertedWithAClipThatPlays() throws Exception {
    JsonNode alert = firstAlertWithClip();

    assertThat(alert.path("subject").asText()).isEqualTo("person");
    HttpResponse<byte[]> clip = get(clipUrl(alert));
    assertThat(clip.statusCode()).isEqualTo(200);
    assertThat(new String(clip.body(), 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
  }

  @Test
  void everyActivity_hasOneDecision() throws Exception {
    firstAlertWithClip();

    // An alert comes while somebody is there, its activity's decision once it has ended.
    List<String> activities =
        await()
            .atMost(Duration.ofMinutes(2))
            .ignoreExceptions()
            .until(
                () -> list("/api/decisions", "decisions").findValuesAsText("activity_id"),
                ids -> !ids.isEmpty());
    assertThat(activities).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void containers_areHealthyAndMayDoLittle() {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(composition.containers())
                    .hasSize(6)
                    .allMatch(c -> c.getState().getHealth().getStatus().equals("healthy")));
    for (InspectContainerResponse container : composition.containers()) {
      assertThat(container.getConfig().getUser()).isEqualTo("10001:10001");
      assertThat(container.getHostConfig().getReadonlyRootfs()).isTrue();
      assertThat(container.getHostConfig().getCapDrop()).isNotEmpty();
    }
  }

  private static JsonNode firstAlertWithClip() {
    return await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .until(() -> list("/api/alerts", "alerts").path(0), alert -> !clipUrl(alert).isEmpty());
  }

  private static String clipUrl(JsonNode alert) {
    return alert.path("clips").path(0).path("stored").path("url").asText();
  }

  private static JsonNode list(String path, String key) throws Exception {
    return JSON.readTree(get(path).body()).path(key);
  }

  private static HttpResponse<byte[]> get(String path) throws Exception {
    URI uri = URI.create(composition.console()).resolve(path);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
  }
}
