package io.sightline.ingest.spool;

/**
 * Limits of a spool.
 *
 * @param maxBytes most that may wait to be published
 * @param segmentBytes a file is closed when it has grown to this; published files are deleted
 * @param whenFull what an append does that does not fit
 */
public record SpoolSettings(long maxBytes, long segmentBytes, WhenFull whenFull) {

  /** BLOCK waits for room: back-pressure on a recording. FAIL throws: a live camera cannot wait. */
  public enum WhenFull {
    BLOCK,
    FAIL
  }

  public SpoolSettings {
    if (segmentBytes < 1 || maxBytes < segmentBytes) {
      throw new IllegalArgumentException(
          "spool of at most "
              + maxBytes
              + " bytes in segments of "
              + segmentBytes
              + ": expected at least one segment of at least one byte");
    }
  }
}
