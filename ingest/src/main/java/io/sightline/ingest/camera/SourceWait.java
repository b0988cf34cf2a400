package io.sightline.ingest.camera;

import org.jspecify.annotations.Nullable;

/**
 * Interrupts a thread only where it waits for its source: never in the middle of a write, which
 * would close the file and lose the clip.
 */
final class SourceWait {
  private @Nullable Thread waiting;
  private boolean stopped;

  /** The calling thread is about to wait; {@link #end} must follow. */
  synchronized void begin() {
    waiting = Thread.currentThread();
    if (stopped) {
      waiting.interrupt();
    }
  }

  synchronized void end() {
    waiting = null;
    if (stopped) {
      var unused = Thread.interrupted();
    }
  }

  /** Ends the wait that is under way, and those to come. */
  synchronized void stop() {
    stopped = true;
    if (waiting != null) {
      waiting.interrupt();
    }
  }
}
