package io.sightline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Detections;
import io.sightline.avro.FrameKind;
import io.sightline.avro.Mark;
import io.sightline.avro.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final CameraFold fold = new CameraFold("b");
  private final List<Progress> told = new ArrayList<>();
  private CameraState state = CameraState.EMPTY;

  private void mark(long sequence, double seconds, boolean last) {
    Instant at = NOON.plus(Duration.ofMillis(Math.round(seconds * 1000)));
    Detections record =
        Detections.newBuilder()
            .setRecordId("hall-m" + sequence + "-d")
            .setCamera("hall")
            .setCapturedAt(at)
            .setEpoch(1)
            .setSequence(sequence)
            .setKind(FrameKind.MARK)
            .setMark(Mark.newBuilder().setFinal$(last).build())
            .build();
    CameraState before = state;
    state = fold.fold(before, record, CameraVersion.unknown("hall", 0)).state();
    Reports.of(before, state, record, "b").ifPresent(told::add);
  }

  @Test
  void aMinuteOfMarks_isToldEveryTenSecondsAndAtItsEnd() {
    for (int second = 0; second < 60; second++) {
      mark(second, second + 0.5, second == 59);
    }
    assertThat(told)
        .extracting(report -> Duration.between(NOON, report.getDecidedThrough()).toMillis())
        .containsExactly(500L, 10_500L, 20_500L, 30_500L, 40_500L, 50_500L, 59_500L);
    assertThat(told).extracting(Progress::getEnded).endsWith(false, true);
    assertThat(told.get(1).getRecordId()).isEqualTo("hall-m10-d-p");
  }

  @Test
  void sameMarkAgain_isNotToldAgain() {
    mark(1, 0, false);
    mark(1, 0, false);
    assertThat(told).hasSize(1);
  }
}
