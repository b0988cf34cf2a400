package io.sightline.ingest.camera;

import io.sightline.ingest.media.SourceException;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts a thread only where it waits for its source: never in the middle of a write, which
 * would close the file and lose the clip.
 */
final class SourceWait {
  private @Nullable Thread waiting;
  private boolean stopped;

  /** What may take long. */
  interface Wait<T extends @Nullable Object> {
    T call() throws SourceException;
  }

  <T extends @Nullable Object> T during(Wait<T> wait) throws SourceException {
    begin();
    try {
      return wait.call();
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    waiting = Thread.currentThread();
    if (stopped) {
      waiting.interrupt();
    }
  }

  private synchronized void end() {
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
