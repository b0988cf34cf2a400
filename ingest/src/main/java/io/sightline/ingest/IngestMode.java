package io.sightline.ingest;

import io.sightline.ingest.camera.CaptureClock;
import io.sightline.ingest.media.Playback;
import io.sightline.ingest.spool.SpoolSettings.WhenFull;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Cameras as they come, or a recording as fast as it can be read.
 *
 * @param capture what stamps capture time
 * @param playback pace of files
 * @param retry a source that fails is opened again
 * @param whenFull what happens when the broker cannot keep up
 */
public record IngestMode(
    CaptureClock capture, Playback playback, boolean retry, WhenFull whenFull) {

  /** Real time by this host's clock; what fails is tried again. */
  public static IngestMode live(Clock clock) {
    return new IngestMode(CaptureClock.wall(clock), Playback.REAL_TIME, true, WhenFull.FAIL);
  }

  /**
   * As fast as possible, once, with back-pressure.
   *
   * @param start capture time of the first picture; null: the creation time inside the file, else
   *     1970
   */
  public static IngestMode recording(@Nullable Instant start) {
    return new IngestMode(
        CaptureClock.recording(start), Playback.AS_FAST_AS_POSSIBLE, false, WhenFull.BLOCK);
  }

  /**
   * The epoch to begin with where none is known. Of cameras as they come it is the second since
   * 1970: where cluster and spool are lost and topics were copied, their records have lower ones.
   */
  long firstEpoch(Clock clock) {
    return retry ? Math.max(1, clock.instant().getEpochSecond()) : 1;
  }
}
