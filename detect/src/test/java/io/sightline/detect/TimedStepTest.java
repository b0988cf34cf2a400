package io.sightline.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.schemas.Headers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TimedStepTest {
  private static final Instant CAPTURED = Instant.parse("2026-01-31T12:00:00Z");
  private static final Instant PUBLISHED = CAPTURED.plusMillis(200);

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private Instant now = PUBLISHED.plusMillis(300);
  private final TimedStep step =
      new TimedStep(
          batch -> {
            now = now.plusMillis(500);
            return List.of();
          },
          () -> now,
          metrics);

  @Test
  void frame_waitsFromPublishingAndIsAsOldAsItsPicture() throws Exception {
    step.process(List.of(record(FrameKind.FRAME, new RecordHeaders())));

    assertThat(millis("sightline.detect.wait")).isEqualTo(300);
    assertThat(millis("sightline.detect.age")).isEqualTo(1000);
  }

  @Test
  void marksAndReplayedFrames_areNotMeasured() throws Exception {
    RecordHeaders replayed = new RecordHeaders();
    replayed.add(Headers.REPLAY, new byte[] {'r'});
    step.process(
        List.of(record(FrameKind.MARK, new RecordHeaders()), record(FrameKind.FRAME, replayed)));

    assertThat(metrics.get("sightline.detect.wait").timer().count()).isZero();
    assertThat(metrics.get("sightline.detect.age").timer().count()).isZero();
  }

  private double millis(String name) {
    Timer timer = metrics.get(name).timer();
    assertThat(timer.count()).isEqualTo(1);
    return timer.totalTime(TimeUnit.MILLISECONDS);
  }

  private static ConsumerRecord<String, FrameRef> record(FrameKind kind, RecordHeaders headers) {
    FrameRef frame =
        FrameRef.newBuilder()
            .setRecordId("hall-f1")
            .setCamera("hall")
            .setKind(kind)
            .setCapturedAt(CAPTURED)
            .build();
    return new ConsumerRecord<>(
        "frames",
        0,
        0,
        PUBLISHED.toEpochMilli(),
        TimestampType.CREATE_TIME,
        4,
        1,
        "hall",
        frame,
        headers,
        Optional.empty());
  }
}
