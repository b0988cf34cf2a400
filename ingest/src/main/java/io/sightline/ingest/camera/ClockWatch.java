package io.sightline.ingest.camera;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Holds the capture times of a live source against this host's clock: a camera's clock runs faster
 * or slower, is set forward or back, or the process cannot keep up. Pure; one for each opening.
 *
 * <p>A packet is never early, but often late: what counts is the earliest of a while.
 */
final class ClockWatch {
  private static final long SETTLE_MICROS = 10_000_000;
  private static final long WINDOW_MICROS = 30_000_000;
  private static final long MOST_AHEAD_MICROS = 1_000_000;
  private static final long MOST_BEHIND_MICROS = 2_000_000;

  private long openedMicros = -1;
  private long baseline = Long.MAX_VALUE;
  private long windowBegan = -1;
  private long windowLeast = Long.MAX_VALUE;
  private long offsetMicros = Long.MIN_VALUE;

  /**
   * A video packet came.
   *
   * @return why its capture time can no longer be believed, or null
   */
  @Nullable String check(long capturedMicros, long arrivedMicros) {
    long late = arrivedMicros - capturedMicros;
    if (openedMicros < 0) {
      openedMicros = arrivedMicros;
      windowBegan = arrivedMicros;
    }
    if (arrivedMicros - openedMicros < SETTLE_MICROS) {
      baseline = Math.min(baseline, late);
      return null;
    }
    if (late < baseline - MOST_AHEAD_MICROS) {
      return "the camera's clock went ahead by " + (baseline - late) / 1000 + " ms";
    }
    windowLeast = Math.min(windowLeast, late);
    if (arrivedMicros - windowBegan < WINDOW_MICROS) {
      return null;
    }
    long behind = windowLeast - baseline;
    windowBegan = arrivedMicros;
    windowLeast = Long.MAX_VALUE;
    return behind > MOST_BEHIND_MICROS
        ? "its pictures came " + behind / 1000 + " ms late for a while"
        : null;
  }

  /** The camera says when, by its own clock, the packet was made that came now. */
  void told(long senderMicros, long arrivedMicros) {
    offsetMicros = Math.max(offsetMicros, senderMicros - arrivedMicros);
  }

  /**
   * How far the camera's clock is ahead of ours since the last call, less the shortest time that a
   * packet took; empty if it does not tell.
   */
  OptionalLong takeOffsetMillis() {
    long offset = offsetMicros;
    offsetMicros = Long.MIN_VALUE;
    return offset == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(offset / 1000);
  }
}
