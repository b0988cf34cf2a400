package io.sightline.ingest.recording;

/**
 * At which key pictures a piece ends: the first at or after 60 s, and the first of a new hour, so
 * that an hour can be deleted by itself.
 */
final class RecordingCut {
  static final long PIECE_MICROS = 60_000_000;
  private static final long HOUR_MICROS = 3_600_000_000L;

  private RecordingCut() {}

  /** Capture times, microseconds since 1970. */
  static boolean cutsAt(long startMicros, long keyMicros) {
    return keyMicros - startMicros >= PIECE_MICROS
        || Math.floorDiv(keyMicros, HOUR_MICROS) != Math.floorDiv(startMicros, HOUR_MICROS);
  }
}
