package io.sightline.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.avro.Alert;
import io.sightline.avro.Camera;
import io.sightline.avro.Detection;
import io.sightline.avro.Detections;
import io.sightline.avro.Notification;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpanTest {
  private static final Instant EIGHT = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

  private static Span span(Topic<?> topic, Set<String> cameras, Set<String> labels) {
    return new Span(List.of(topic), EIGHT, NINE, cameras, labels);
  }

  private static Detections detections(String label) {
    return Detections.newBuilder()
        .setRecordId("hall-f1-d")
        .setCamera("hall")
        .setCapturedAt(EIGHT)
        .setObjects(List.of(Detection.newBuilder().setLabel(label).build()))
        .build();
  }

  @Test
  void begin_isInsideAndEndIsNot() {
    Span span = span(Topics.DETECTIONS, Set.of(), Set.of());
    Detections record = detections("dog");

    assertThat(span.takes(Topics.DETECTIONS, "hall", record, EIGHT)).isTrue();
    assertThat(span.takes(Topics.DETECTIONS, "hall", record, EIGHT.minusNanos(1000))).isFalse();
    assertThat(span.takes(Topics.DETECTIONS, "hall", record, NINE)).isFalse();
  }

  @Test
  void otherCamerasAndOtherLabels_arePassedBy() {
    Span span = span(Topics.DETECTIONS, Set.of("hall"), Set.of("dog", "cat"));

    assertThat(span.takes(Topics.DETECTIONS, "hall", detections("dog"), EIGHT)).isTrue();
    assertThat(span.takes(Topics.DETECTIONS, "hall", detections("person"), EIGHT)).isFalse();
    Detections yard = Detections.newBuilder(detections("dog")).setCamera("yard").build();
    assertThat(span.takes(Topics.DETECTIONS, "yard", yard, EIGHT)).isFalse();
  }

  @Test
  void configuration_isTakenWheneverItWasMade() {
    Span span = span(Topics.CAMERAS, Set.of("hall"), Set.of("dog"));
    Camera hall = Camera.newBuilder().setCamera("hall").setVersion(3).setSite("home").build();
    Camera yard = Camera.newBuilder(hall).setCamera("yard").build();

    assertThat(span.takes(Topics.CAMERAS, "hall", hall, Instant.EPOCH)).isTrue();
    assertThat(span.takes(Topics.CAMERAS, "yard", yard, Instant.EPOCH)).isFalse();
  }

  @Test
  void tombstone_goesByTheCameraInItsKey() {
    Span span = span(Topics.CLIPS, Set.of("hall"), Set.of());

    assertThat(span.takes(Topics.CLIPS, "hall-c1k0wfcrhzfp", null, EIGHT)).isTrue();
    assertThat(span.takes(Topics.CLIPS, "hallway-c1k0wfcrhzfp", null, EIGHT)).isFalse();
  }

  @Test
  void wrongSpans_areRefusedWithWhatWasExpected() {
    List<Topic<?>> frames = List.of(Topics.FRAMES);
    assertThatThrownBy(() -> new Span(frames, NINE, EIGHT, Set.of(), Set.of()))
        .hasMessage("from 2026-03-02T09:00:00Z to 2026-03-02T08:00:00Z: expected a span");
    assertThatThrownBy(() -> new Span(frames, EIGHT, NINE, Set.of(), Set.of("dog")))
        .hasMessageContaining("topic 'frames' has no labels");
    assertThatThrownBy(() -> new Span(List.of(), EIGHT, NINE, Set.of(), Set.of()))
        .hasMessageContaining("no topics");
  }

  @Test
  void captureTime_isFoundUnderWhateverNameItHas() {
    Alert alert =
        Alert.newBuilder()
            .setAlertId("hall-i1")
            .setRecordId("hall-i1-0")
            .setCamera("hall")
            .setCapturedAt(EIGHT)
            .build();
    Notification told =
        Notification.newBuilder()
            .setAlertId("hall-i1")
            .setRecordId("hall-i1/0/pager/1")
            .setAttemptedAt(NINE)
            .build();

    assertThat(Fields.captured(alert)).contains(EIGHT);
    assertThat(Fields.captured(told)).contains(NINE);
    assertThat(Fields.captured(Camera.newBuilder().setCamera("hall").setVersion(1).build()))
        .isEmpty();
  }
}
