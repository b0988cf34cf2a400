package io.sightline.console.recordings;

import static io.sightline.console.Samples.NOON;
import static io.sightline.console.Samples.piece;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sightline.avro.Recording;
import io.sightline.console.MemoryRecordings;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class KnownPiecesTest {
  private final MemoryRecordings log = new MemoryRecordings();
  private final KnownPieces known = new KnownPieces(log, 2);

  private Recording told(int minute) {
    Recording piece = piece("room", NOON.plusSeconds(60L * minute)).build();
    log.told.add(piece);
    return piece;
  }

  @Test
  void pieceOfASpanThatWasRead_isFoundWithoutTheTopics() throws Exception {
    Recording piece = told(0);
    known.of("room", NOON, NOON.plusSeconds(1));
    log.away = true;
    assertThat(known.piece(piece.getRecordId())).contains(piece);
  }

  @Test
  void moreThanTheLimit_forgetsTheOneNotAskedForLongest() throws Exception {
    Recording first = told(0);
    Recording second = told(1);
    Recording third = told(2);
    known.piece(first.getRecordId());
    known.piece(second.getRecordId());
    known.piece(first.getRecordId());
    known.piece(third.getRecordId());
    log.away = true;
    assertThat(known.piece(first.getRecordId())).isPresent();
    assertThat(known.piece(third.getRecordId())).isPresent();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> known.piece(second.getRecordId()));
  }
}
