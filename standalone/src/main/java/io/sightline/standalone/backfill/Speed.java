package io.sightline.standalone.backfill;

import org.jspecify.annotations.Nullable;

/**
 * How fast frames were examined anew.
 *
 * @param frames that count: without those of the first batch, in which everything is cold
 * @param nanos that they took, reading and committing included
 * @param bareFrames those of them that were shown to the models once more, bare
 * @param bareNanos that those took
 */
public record Speed(long frames, long nanos, long bareFrames, long bareNanos) {
  static final Speed NONE = new Speed(0, 0, 0, 0);

  /** Null: none were counted. */
  public @Nullable Double framesPerSecond() {
    return perSecond(frames, nanos);
  }

  /** Null: none were counted. */
  public @Nullable Double barePerSecond() {
    return perSecond(bareFrames, bareNanos);
  }

  /** 1: it costs nothing but inference. Null: not known. */
  public @Nullable Double ratio() {
    Double own = framesPerSecond();
    Double bare = barePerSecond();
    return own == null || bare == null ? null : Double.valueOf(own / bare);
  }

  private static @Nullable Double perSecond(long count, long nanos) {
    return count == 0 || nanos <= 0 ? null : Double.valueOf(count * 1e9 / nanos);
  }
}
