package io.sightline.ingest.recording;

import io.sightline.avro.GapCause;
import io.sightline.clipstore.ClipStore;
import io.sightline.ingest.clip.StoredClip;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.recording.RecordingLog.Span;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells, once in an epoch, what the one before recorded and could not tell. */
public final class RecordingRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingRecovery.class);

  /** What is salvaged ends with its last picture, so the next piece begins a little later. */
  private static final long NEXT_PICTURE_MICROS = 1_000_000;

  private final RecordingSalvage salvage;
  private final Clock clock;

  public RecordingRecovery(ClipStore store, ClipWriter.Factory writers, Clock clock) {
    this.salvage = new RecordingSalvage(store, writers);
    this.clock = clock;
  }

  /**
   * Publishes what can be saved.
   *
   * @param cameraVersion under which it was recorded, as far as known
   */
  public void run(RecordingLog log, int cameraVersion) throws IOException {
    if (log.isRecovered()) {
      return;
    }
    NavigableSet<Instant> untold = salvage.untold(log.camera(), log.endMicros());
    int saved = 0;
    for (Instant begin : untold) {
      Optional<StoredClip> piece = salvage.rescue(log.camera(), begin);
      if (piece.isPresent()) {
        tell(log, piece.get(), begin, untold.higher(begin), cameraVersion);
        saved++;
      }
    }
    if (!untold.isEmpty()) {
      log.interrupted(GapCause.PROCESS_DIED, "the recording process died");
      LOG.info("camera {}: {} of {} unfinished pieces saved", log.camera(), saved, untold.size());
    } else if (log.endMicros() >= 0) {
      log.interrupted(GapCause.RESTARTED, "the recording process was stopped or replaced");
    }
    log.recovered();
  }

  private void tell(
      RecordingLog log, StoredClip piece, Instant begin, @Nullable Instant next, int cameraVersion)
      throws IOException {
    long start = ChronoUnit.MICROS.between(Instant.EPOCH, begin);
    long end = start + piece.written().lastPtsMicros() - piece.written().firstPtsMicros();
    if (next != null) {
      long following = ChronoUnit.MICROS.between(Instant.EPOCH, next);
      end = following - end < NEXT_PICTURE_MICROS ? following : end;
    }
    log.interrupted(GapCause.PROCESS_DIED, "the recording process died");
    log.begin(start, cameraVersion);
    log.piece(piece, new Span(start, end, cameraVersion, null, true), clock.instant());
  }
}
