package io.sightline.ingest.events.frigate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sightline.ingest.events.ToldEvent;
import io.sightline.ingest.events.ToldEvent.Phase;
import io.sightline.ingest.events.ToldThere;
import io.sightline.ingest.motion.Region;
import io.sightline.runtime.Health;
import io.sightline.runtime.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrigateEventsTest {
  private final ToldThere told = new ToldThere();
  private final FrigateMessages messages =
      new FrigateMessages(Map.of("drive", new FrigateConfig.Size(1280, 720)));

  private static ConditionFactory await() {
    return Awaitility.await().atMost(60, TimeUnit.SECONDS);
  }

  private static FrigateConfig config(int port, String password) {
    return new FrigateConfig(
        URI.create("mqtt://127.0.0.1:" + port),
        Mosquitto.USER,
        new Secret(password),
        null,
        null,
        Map.of("drive", "front-drive"),
        Map.of("drive", "1280x720"));
  }

  /** As Frigate's documentation shows it, shortened. */
  private static String event(String type, String id, String more) {
    return """
        {"type": "%s", "before": {"id": "%s", "camera": "drive", "label": "person"},
         "after": {"id": "%s", "camera": "drive", "frame_time": 1607123962.082975,
          "snapshot": {"frame_time": 1607123965.975463, "box": [415, 489, 528, 700], "score": 0.77},
          "label": "person", "sub_label": ["Jane", 0.9], "top_score": 0.958984375,
          "start_time": 1607123955.475377, "end_time": null, "score": 0.75,
          "box": [320, 180, 640, 540], "region": [218, 440, 693, 915],
          "current_zones": ["yard"], "has_clip": true, "recognized_license_plate": "ABC"%s}}"""
        .formatted(type, id, id, more);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void eventsAndReviews_comeThroughARealBrokerAndItsRestart(@TempDir Path folder) throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        FrigateEvents events = new FrigateEvents(config(broker.port(), Mosquitto.PASSWORD), told)) {
      events.start();
      await().until(() -> events.health().state() == Health.State.UP);
      broker.publish("frigate/events", event("new", "1-a", ""));
      broker.publish("frigate/events", "no JSON");
      broker.publish("frigate/events", event("new", "2-b", "").replace("drive", "elsewhere"));
      broker.publish("frigate/drive/person", "1");
      broker.publish(
          "frigate/reviews",
          """
          {"type": "end", "before": {}, "after": {"id": "9-z", "camera": "drive",
           "start_time": 1607123955, "severity": "alert", "data": {"objects": ["dog"]}}}""");
      await().until(() -> told.events.size() == 2);

      broker.down();
      await().until(() -> events.health().state() == Health.State.DEGRADED);
      broker.up();
      await().until(() -> events.health().state() == Health.State.UP);
      broker.publish("frigate/events", event("end", "1-a", ""));
      await().until(() -> told.events.size() == 3);
    }
    assertThat(told.cameras).containsOnly("front-drive");
    assertThat(told.events)
        .extracting(ToldEvent::id, ToldEvent::phase, ToldEvent::label)
        .containsExactly(
            tuple("1-a", Phase.STARTED, "person"),
            tuple("review-9-z", Phase.ENDED, "dog"),
            tuple("1-a", Phase.ENDED, "person"));
    assertThat(told.refused).containsExactlyInAnyOrder("not-an-event", "not-mapped");
  }

  @Test
  void wrongPassword_isSaidAndNotShown(@TempDir Path folder) throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        FrigateEvents events = new FrigateEvents(config(broker.port(), "hunter2hunter2"), told)) {
      events.start();
      await().until(() -> events.health().state() == Health.State.DEGRADED);
      assertThat(events.health().detail())
          .contains("NOT_AUTHORIZED")
          .doesNotContain("hunter2hunter2");
    }
  }

  @Test
  void event_isReadWithBoxAndTimeAndWithoutNames() throws Exception {
    ToldEvent event = messages.event(bytes(event("update", "1-a", ""))).orElseThrow().event();
    assertThat(event)
        .isEqualTo(
            new ToldEvent(
                "frigate",
                "1-a",
                Phase.ONGOING,
                "person",
                0.75f,
                Instant.parse("2020-12-04T23:19:15.475377Z"),
                List.of(new Region(0.25f, 0.25f, 0.25f, 0.5f))));
  }

  @Test
  void whatStandsStillOrIsFalse_isNothing() throws Exception {
    String still = ", \"stationary\": true";
    assertThat(messages.event(bytes(event("update", "1", still)))).isEmpty();
    assertThat(messages.event(bytes(event("end", "1", still)))).isPresent();
    assertThat(messages.event(bytes(event("new", "1", ", \"false_positive\": true")))).isEmpty();
  }

  @Test
  void cameraOfUnknownSize_hasNoRegions() throws Exception {
    String elsewhere = event("new", "1", "").replace("drive", "yard");
    assertThat(messages.event(bytes(elsewhere)).orElseThrow().event().regions()).isEmpty();
  }

  @Test
  void whatIsNoMessage_isRefused() {
    for (String bad :
        List.of(
            "",
            "[]",
            "{}",
            "{\"type\": \"new\", \"after\": {}}",
            "{\"type\": \"gone\", \"after\": {\"id\": \"1\", \"camera\": \"c\"}}",
            "{\"type\": \"new\", \"after\": {\"id\": 1, \"camera\": \"c\", \"label\": \"x\"}}",
            event("new", "x".repeat(500), ""),
            "[".repeat(50_000))) {
      assertThatThrownBy(() -> messages.event(bytes(bad)))
          .as(bad.substring(0, Math.min(40, bad.length())))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void strangeNumbers_doNoHarm() throws Exception {
    String strange =
        event("new", "1", "")
            .replace("\"start_time\": 1607123955.475377", "\"start_time\": 1e300")
            .replace("\"score\": 0.75", "\"score\": -7")
            .replace("[320, 180, 640, 540]", "[9999999, -5, \"x\", null]");
    ToldEvent event = messages.event(bytes(strange)).orElseThrow().event();
    assertThat(event.score()).isZero();
    assertThat(event.regions()).isEmpty();
  }

  @Test
  void configuration_isRefusedWithWhatWasExpected() {
    URI broker = URI.create("mqtt://broker");
    Map<String, String> cameras = Map.of("drive", "front-drive");
    assertThatThrownBy(
            () -> new FrigateConfig(URI.create("http://x"), null, null, null, null, cameras, null))
        .hasMessageContaining("broker 'http://x': expected mqtt://host:1883");
    assertThatThrownBy(() -> new FrigateConfig(broker, null, null, null, null, null, null))
        .hasMessageContaining("cameras: missing");
    assertThatThrownBy(
            () ->
                new FrigateConfig(broker, null, null, null, null, cameras, Map.of("drive", "wide")))
        .hasMessageContaining("'wide', expected a size as 1280x720");
    assertThatThrownBy(
            () -> new FrigateConfig(broker, null, null, null, List.of("stats"), cameras, null))
        .hasMessageContaining("topics: [stats], expected some of [events, reviews]");
  }
}
