package io.sightline.console.recordings;

import static io.sightline.console.Samples.NOON;
import static io.sightline.console.Samples.gap;
import static io.sightline.console.Samples.hourGone;
import static io.sightline.console.Samples.piece;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Expiry;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.schemas.Ids;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedSpanTest {
  private static final Instant LATER = NOON.plusSeconds(86_400);
  private final Recording first = piece("room", NOON).build();
  private final Recording second = piece("room", NOON.plusSeconds(60)).build();

  private static RecordedSpan span(List<Recording> told, List<Expiry> deletions) {
    return RecordedSpan.of(told, deletions, NOON, NOON.plusSeconds(3600), true);
  }

  @Test
  void whatReachesIntoTheSpan_isThereOnceAndInOrder() {
    Recording before = piece("room", NOON.minusSeconds(60)).build();
    Recording into = piece("room", NOON.minusSeconds(30)).build();
    Recording behind = piece("room", NOON.plusSeconds(3600)).build();
    Recording gap = gap("room", NOON.plusSeconds(30), NOON.plusSeconds(60)).build();
    Recording began =
        piece("room", NOON).setKind(RecordingKind.BEGAN).setRecordId("began").setKey(null).build();
    RecordedSpan span = span(List.of(second, before, gap, into, second, behind, began), List.of());
    assertThat(span.recorded()).containsExactly(into, gap, second);
    assertThat(span.pieces()).containsExactly(into, second);
    assertThat(span.gaps()).containsExactly(gap);
  }

  @Test
  void hourThatWent_tookItsPiecesAndNoOthers() {
    Recording next = piece("room", NOON.plusSeconds(3600)).build();
    RecordedSpan span = span(List.of(first, next), List.of(hourGone("room", NOON, LATER).build()));
    assertThat(span.deletionOf(first)).isPresent();
    assertThat(span.deletionOf(next)).isEmpty();
    assertThat(span.deletionOf(Ids.hour("room", NOON))).isPresent();
  }

  @Test
  void pieceErasedAlone_leavesTheRestOfTheHour() {
    Expiry erased =
        hourGone("room", NOON, LATER)
            .setCause("erasure")
            .setPieces(List.of(first.getRecordId()))
            .build();
    RecordedSpan span = span(List.of(first, second), List.of(erased));
    assertThat(span.deletionOf(first)).contains(erased);
    assertThat(span.deletionOf(second)).isEmpty();
    assertThat(span.deletionOf(Ids.hour("room", NOON))).isEmpty();
  }

  @Test
  void pieceThatCameAfterItsHourWent_isThere() {
    Expiry gone = hourGone("room", NOON, NOON.plusSeconds(100)).build();
    RecordedSpan span = span(List.of(first, second), List.of(gone));
    assertThat(span.deletionOf(first)).contains(gone);
    assertThat(span.deletionOf(second)).as("recorded at 12:02:01").isEmpty();
  }
}
