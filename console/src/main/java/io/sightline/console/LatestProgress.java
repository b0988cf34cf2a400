package io.sightline.console;

import java.util.function.UnaryOperator;

/** The progress as of now; written by one thread, read by others. */
final class LatestProgress {
  private volatile Progress now = Progress.BEGINNING;

  Progress now() {
    return now;
  }

  synchronized void update(UnaryOperator<Progress> step) {
    now = step.apply(now);
  }
}
