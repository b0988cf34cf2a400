package io.sightline.standalone.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityKind;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.DeliveryState;
import io.sightline.avro.Detections;
import io.sightline.avro.EndCause;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Notification;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import io.sightline.schemas.Headers;
import io.sightline.schemas.Ids;
import io.sightline.schemas.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class SpansTest {
  private static final Instant BEGUN = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant CAPTURED = BEGUN.plusSeconds(2);
  private static final String ACTIVITY = Ids.activity("hall", BEGUN);
  private static final TraceParent ROOT = TraceParent.ofActivity(ACTIVITY);
  private static final String FRAME = Ids.frame("hall", CAPTURED);
  private static final String ALERT = Ids.incident("hall", CAPTURED);

  private final Spans spans = new Spans();

  private static FrameRef frame() {
    return FrameRef.newBuilder()
        .setRecordId(FRAME)
        .setCamera("hall")
        .setCapturedAt(CAPTURED)
        .setKind(FrameKind.FRAME)
        .setActivityId(ACTIVITY)
        .build();
  }

  private static Detections detections() {
    return Detections.newBuilder()
        .setRecordId(FRAME + "-d")
        .setCamera("hall")
        .setCapturedAt(CAPTURED)
        .setKind(FrameKind.FRAME)
        .setActivityId(ACTIVITY)
        .build();
  }

  private static Alert alert() {
    return Alert.newBuilder()
        .setAlertId(ALERT)
        .setRecordId(ALERT + "-0")
        .setCamera("hall")
        .setCapturedAt(CAPTURED)
        .setState(AlertState.OPENED)
        .setActivities(List.of(ACTIVITY))
        .build();
  }

  private static Notification notification(DeliveryState state, int attempt) {
    return Notification.newBuilder()
        .setAlertId(ALERT)
        .setRecordId(ALERT + "/0/pager/" + attempt)
        .setIdempotencyKey(ALERT + "/0/pager")
        .setCamera("hall")
        .setChannel("pager")
        .setState(state)
        .setAnswer("HTTP 500")
        .setAttemptedAt(CAPTURED.plusSeconds(9))
        .build();
  }

  private Span span(SpecificRecord record, String id, int publishedAfterSeconds) {
    return spans
        .of(record, traced(ROOT.child(id)), CAPTURED.plusSeconds(publishedAfterSeconds))
        .orElseThrow();
  }

  private static RecordHeaders traced(TraceParent at) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Headers.TRACEPARENT, at.toString().getBytes(StandardCharsets.UTF_8));
    return headers;
  }

  @Test
  void visit_isAChainInWhichEachBeginsWhereWhatLedToItEnded() {
    Span frame = span(frame(), FRAME, 1);
    Span detect = span(detections(), FRAME + "-d", 3);
    Span alert = span(alert(), ALERT + "-0", 4);
    Span deliver = span(notification(DeliveryState.DELIVERED, 1), ALERT + "/0/pager", 9);

    assertThat(List.of(frame.name(), detect.name(), alert.name(), deliver.name()))
        .containsExactly("frame", "detect", "alert opened", "deliver");
    assertThat(frame.parent()).isEqualTo(ROOT.spanId());
    assertThat(detect.parent()).isEqualTo(frame.place().spanId());
    assertThat(alert.parent()).isEqualTo(detect.place().spanId());
    assertThat(deliver.parent()).isEqualTo(alert.place().spanId());
    assertThat(frame.start()).isEqualTo(CAPTURED);
    assertThat(detect.start()).isEqualTo(frame.end()).isEqualTo(CAPTURED.plusSeconds(1));
    assertThat(alert.start()).isEqualTo(detect.end()).isEqualTo(CAPTURED.plusSeconds(3));
    assertThat(deliver.start()).isEqualTo(alert.end()).isEqualTo(CAPTURED.plusSeconds(4));
    assertThat(deliver.end()).isEqualTo(CAPTURED.plusSeconds(9));
    assertThat(deliver.failure()).isNull();
  }

  @Test
  void whatLedToItWasNotSeen_itBeginsWhenItWasCaptured() {
    Span detect = span(detections(), FRAME + "-d", 3);
    assertThat(detect.parent()).isEqualTo(ROOT.child(FRAME).spanId());
    assertThat(detect.start()).isEqualTo(CAPTURED);

    Span alert = new SpansTest().span(alert(), ALERT + "-0", 4);
    assertThat(alert.parent()).isEqualTo(ROOT.spanId());
    assertThat(alert.start()).isEqualTo(CAPTURED);
  }

  @Test
  void activity_isTheWholeOfItOnceItIsOver() {
    Activity.Builder activity =
        Activity.newBuilder()
            .setActivityId(ACTIVITY)
            .setRecordId(ACTIVITY + "-opened")
            .setCamera("hall")
            .setKind(ActivityKind.MOTION)
            .setStartedAt(BEGUN);
    assertThat(
            spans.of(
                activity.setState(ActivityState.STARTED).build(), traced(ROOT.child("x")), BEGUN))
        .isEmpty();

    Instant ended = BEGUN.plusSeconds(20);
    Span whole =
        span(
            activity
                .setState(ActivityState.ENDED)
                .setEndedAt(ended)
                .setCause(EndCause.QUIET)
                .build(),
            ACTIVITY + "-ended",
            30);
    assertThat(whole.place()).isEqualTo(ROOT);
    assertThat(whole.parent()).isNull();
    assertThat(whole.start()).isEqualTo(BEGUN);
    assertThat(whole.end()).isEqualTo(ended);
    assertThat(whole.attributes()).containsEntry("cause", "quiet");
  }

  @Test
  void decision_followsTheMarkAtWhichItFell() {
    String mark = Ids.mark("hall", CAPTURED);
    Detections passed =
        Detections.newBuilder(detections())
            .setRecordId(mark + "-d")
            .setKind(FrameKind.MARK)
            .build();
    Span pass = span(passed, mark + "-d", 1);
    Decision decision =
        Decision.newBuilder()
            .setRecordId(ACTIVITY + "-d")
            .setActivityId(ACTIVITY)
            .setCamera("hall")
            .setCapturedAt(CAPTURED)
            .setOutcome(Outcome.FAILED)
            .setReason(Reason.FRAMES_MISSING)
            .build();
    Span decide = span(decision, ACTIVITY + "-d", 2);

    assertThat(pass.name()).isEqualTo("pass mark");
    assertThat(decide.parent()).isEqualTo(pass.place().spanId());
    assertThat(decide.failure()).isEqualTo("frames_missing");
  }

  @Test
  void attemptThatIsMadeAgain_liesInTheDelivery() {
    Span attempt = span(notification(DeliveryState.RETRYING, 1), ALERT + "/0/pager", 9);
    Span gaveUp = span(notification(DeliveryState.FAILED, 2), ALERT + "/0/pager", 12);

    assertThat(attempt.parent()).isEqualTo(gaveUp.place().spanId());
    assertThat(attempt.place().spanId()).isNotEqualTo(gaveUp.place().spanId());
    assertThat(attempt.failure()).isEqualTo("HTTP 500");
    assertThat(gaveUp.failure()).isEqualTo("HTTP 500");
  }

  @Test
  void laterRevisionOfAClip_isNoStep() {
    Clip clip =
        Clip.newBuilder()
            .setClipId(Ids.clip("hall", BEGUN))
            .setRecordId("r")
            .setCamera("hall")
            .setActivityId(ACTIVITY)
            .setCapturedAt(BEGUN)
            .setEndedAt(CAPTURED)
            .build();
    assertThat(span(clip, "clip", 1).start()).isEqualTo(CAPTURED);
    Clip later = Clip.newBuilder(clip).setRevision(1).build();
    assertThat(spans.of(later, traced(ROOT.child("clip")), CAPTURED)).isEmpty();
  }

  @Test
  void whatHasNoTraceOrIsReplayed_isNoSpan() {
    assertThat(spans.of(frame(), new RecordHeaders(), CAPTURED)).isEmpty();
    assertThat(spans.of(frame(), traced(ROOT).add(Headers.REPLAY, new byte[] {'r'}), CAPTURED))
        .isEmpty();
  }

  /** A camera's clock may be ahead of that of the host that publishes. */
  @Test
  void publishedBeforeItWasCaptured_aSpanHasNoLength() {
    Span frame = span(frame(), FRAME, -1);
    assertThat(frame.start()).isEqualTo(frame.end());
  }
}
