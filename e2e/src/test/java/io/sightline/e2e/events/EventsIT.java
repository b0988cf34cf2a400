package io.sightline.e2e.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Outcome;
import io.sightline.avro.Told;
import io.sightline.e2e.badinput.Standalone;
import io.sightline.schemas.Topics;
import io.sightline.standalone.FreePorts;
import io.sightline.standalone.demo.DemoVideo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String TOKEN = "a-token-of-some-length";

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private int port;

  private int tell(String camera, String event) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events/" + camera))
            .header("Authorization", "Bearer " + TOKEN)
            .POST(BodyPublishers.ofString(event))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void toldEvent_isTheOnlyActivityOfACameraThatIsNotAnalysed() throws Exception {
    DemoVideo.write(folder.resolve("scene.mp4"));
    port = FreePorts.next();
    String configuration =
        """
        cameras:
          - {id: drive, source: scene.mp4, loop: true, analysis: external}
          - {id: shut, source: scene.mp4, loop: true, analysis: "off"}
        ingest: {events: {http: {port: %d, token: %s}}}
        """
            .formatted(port, TOKEN);
    String ring = "{\"source\": \"doorbell\", \"label\": \"visitor\"}";
    try (Standalone standalone = Standalone.start(folder, configuration)) {
      await().atMost(PATIENCE).until(() -> tell("drive", ring) == 202);
      assertThat(tell("shut", ring)).isEqualTo(409);
      assertThat(tell("unknown", ring)).isEqualTo(421);
      await().atMost(PATIENCE).until(() -> !standalone.values(Topics.DECISIONS).isEmpty());

      List<Activity> ended =
          standalone.values(Topics.ACTIVITY).stream()
              .filter(activity -> activity.getState() == ActivityState.ENDED)
              .toList();
      assertThat(ended).hasSize(1);
      assertThat(ended.get(0).getSource()).isEqualTo("http:doorbell");
      assertThat(ended.get(0).getTold()).extracting(Told::getLabel).containsExactly("visitor");
      assertThat(ended.get(0).getFrames()).isGreaterThanOrEqualTo(20);
      Decision decision = standalone.values(Topics.DECISIONS).get(0);
      assertThat(decision.getActivityId()).isEqualTo(ended.get(0).getActivityId());
      assertThat(decision.getOutcome()).isNotEqualTo(Outcome.FAILED);
      assertThat(decision.getEvidence().getFrames()).isEqualTo(ended.get(0).getFrames());
      assertThat(standalone.values(Topics.CLIPS))
          .extracting(Clip::getClipId)
          .containsAll(ended.get(0).getClips());
    }
  }
}
