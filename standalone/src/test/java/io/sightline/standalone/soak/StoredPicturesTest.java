package io.sightline.standalone.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.GapCause;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredPicturesTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path store;

  private static Recording.Builder record(RecordingKind kind, int fromSecond, int toSecond) {
    return Recording.newBuilder()
        .setCamera("cam")
        .setRecordId("cam-" + kind + fromSecond)
        .setKind(kind)
        .setCapturedAt(BEGIN.plusSeconds(fromSecond))
        .setEndedAt(BEGIN.plusSeconds(toSecond));
  }

  @Test
  void gap_isToldWithItsCause() throws Exception {
    StoredPictures stored = new StoredPictures(store, 15);
    stored.take(record(RecordingKind.BEGAN, 0, 0).build());
    stored.take(
        record(RecordingKind.GAP, 0, 4).setCause(GapCause.STALLED).setDetail("4 s").build());
    assertThat(stored.broken()).containsExactly("cam-GAP0: STALLED, 4 s");
  }

  @Test
  void timeThatNothingTellsOf_isTold() throws Exception {
    StoredPictures stored = new StoredPictures(store, 15);
    stored.take(record(RecordingKind.BEGAN, 0, 0).build());
    stored.take(record(RecordingKind.ENDED, 2, 2).build());
    assertThat(stored.broken()).hasSize(1);
    assertThat(stored.cameras()).isEqualTo(1);
  }
}
