package io.sightline.ingest.ffmpeg;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Turns a storm of errors into one line for each interval: the first at once, the others counted.
 */
final class ErrorTally {
  private final String what;
  private final long intervalNanos;
  private final LongSupplier nanoClock;
  private final Consumer<String> lines;

  private long total;
  private long untold;
  private String last = "";
  private long toldAtNanos;

  /**
   * @param what source for people, begins each line
   */
  ErrorTally(String what, Duration interval, LongSupplier nanoClock, Consumer<String> lines) {
    this.what = what;
    this.intervalNanos = interval.toNanos();
    this.nanoClock = nanoClock;
    this.lines = lines;
  }

  synchronized void count(String error) {
    boolean first = total == 0;
    total++;
    untold++;
    last = error;
    if (first || nanoClock.getAsLong() - toldAtNanos >= intervalNanos) {
      flush();
    }
  }

  /** Tells what has not been told yet. */
  synchronized void flush() {
    if (untold == 0) {
      return;
    }
    lines.accept(
        untold == 1
            ? what + ": " + last
            : what + ": " + untold + " errors while reading, the last: " + last);
    untold = 0;
    toldAtNanos = nanoClock.getAsLong();
  }

  synchronized long total() {
    return total;
  }

  /** The latest error; empty if there was none. */
  synchronized String last() {
    return last;
  }
}
