package io.sightline.ingest.clip;

/**
 * Decides at which key pictures a clip is cut so that no piece is longer than wanted, as long as
 * the next group of pictures is no longer than the last. Microseconds on one axis.
 *
 * @param maxMicros longest piece
 * @param startMicros first key picture of the piece
 * @param keyMicros newest key picture of the piece
 */
public record ClipCutter(long maxMicros, long startMicros, long keyMicros) {

  public static ClipCutter begin(long maxMicros, long firstKeyMicros) {
    return new ClipCutter(maxMicros, firstKeyMicros, firstKeyMicros);
  }

  /** True if a new piece is to begin with this key picture. */
  public boolean cutsAt(long key) {
    long elapsed = key - startMicros;
    long group = key - keyMicros;
    return elapsed > 0 && elapsed + group > maxMicros;
  }

  /** The state after a key picture that went into this piece or began the next. */
  public ClipCutter after(long key) {
    return cutsAt(key) ? begin(maxMicros, key) : new ClipCutter(maxMicros, startMicros, key);
  }
}
