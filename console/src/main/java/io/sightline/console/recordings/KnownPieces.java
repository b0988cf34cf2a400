package io.sightline.console.recordings;

import io.sightline.avro.Recording;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the pieces that were asked for last, so that playing them reads no topic. */
public final class KnownPieces implements RecordingLog {
  private final RecordingLog log;
  private final Map<String, Recording> known;

  /**
   * @param limit pieces kept
   */
  public KnownPieces(RecordingLog log, int limit) {
    this.log = log;
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Recording> eldest) {
            return size() > limit;
          }
        };
  }

  @Override
  public RecordedSpan of(String camera, Instant from, Instant to) throws IOException {
    RecordedSpan span = log.of(camera, from, to);
    remember(span.pieces());
    return span;
  }

  @Override
  public Optional<Recording> piece(String pieceId) throws IOException {
    synchronized (known) {
      Recording piece = known.get(pieceId);
      if (piece != null) {
        return Optional.of(piece);
      }
    }
    Optional<Recording> found = log.piece(pieceId);
    remember(found.stream().toList());
    return found;
  }

  private void remember(List<Recording> pieces) {
    synchronized (known) {
      pieces.forEach(piece -> known.put(piece.getRecordId(), piece));
    }
  }
}
