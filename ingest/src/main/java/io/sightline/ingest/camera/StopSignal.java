package io.sightline.ingest.camera;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a thread to stop, by an interrupt as well, but never while it writes its last facts. */
final class StopSignal {
  private final CountDownLatch requested = new CountDownLatch(1);
  private boolean shielded;

  /** What is not to be cut short. */
  interface Action {
    void run() throws IOException;
  }

  synchronized void request(Thread thread) {
    requested.countDown();
    if (!shielded) {
      thread.interrupt();
    }
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** True if it was requested within the time. */
  boolean await(long millis) throws InterruptedException {
    return requested.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Runs with the interrupt put off until afterwards. */
  void shield(Action action) throws IOException {
    boolean interrupted = raise();
    try {
      action.run();
    } finally {
      lower(interrupted);
    }
  }

  private synchronized boolean raise() {
    shielded = true;
    return Thread.interrupted();
  }

  private synchronized void lower(boolean interrupted) {
    shielded = false;
    if (interrupted || isRequested()) {
      Thread.currentThread().interrupt();
    }
  }
}
