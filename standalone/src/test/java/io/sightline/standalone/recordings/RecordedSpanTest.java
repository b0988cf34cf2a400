package io.sightline.standalone.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.schemas.Ids;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedSpanTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final RecordedSpan span = new RecordedSpan("front", NOON, NOON.plusSeconds(60));

  private static Recording told(String camera, RecordingKind kind, int from, int to) {
    Instant begin = NOON.plusSeconds(from);
    return Recording.newBuilder()
        .setRecordId(Ids.recording(camera, begin) + (kind == RecordingKind.ENDED ? "-ended" : ""))
        .setCamera(camera)
        .setKind(kind)
        .setCapturedAt(begin)
        .setEndedAt(NOON.plusSeconds(to))
        .build();
  }

  @Test
  void whatReachesIntoTheSpan_isFound_byCaptureTime_once() {
    Recording before = told("front", RecordingKind.PIECE, -60, 0);
    Recording reachesIn = told("front", RecordingKind.PIECE, -59, 1);
    Recording gap = told("front", RecordingKind.GAP, 1, 30);
    Recording reachesOut = told("front", RecordingKind.PIECE, 30, 90);
    Recording after = told("front", RecordingKind.PIECE, 60, 120);
    assertThat(span.of(List.of(after, reachesOut, gap, reachesIn, gap, before)))
        .containsExactly(reachesIn, gap, reachesOut);
  }

  @Test
  void otherCameras_andWhatIsNoVideo_areNotFound() {
    assertThat(
            span.of(
                List.of(
                    told("back", RecordingKind.PIECE, 0, 60),
                    told("front", RecordingKind.ENDED, 10, 20))))
        .isEmpty();
  }

  @Test
  void spanThatEndsBeforeItBegins_isRefusedWithBoth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordedSpan("front", NOON, NOON))
        .withMessageContaining("--from 2026-11-22T12:00:00Z --to 2026-11-22T12:00:00Z");
  }
}
