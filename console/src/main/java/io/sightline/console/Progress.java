package io.sightline.console;

import io.sightline.runtime.Health;

/**
 * How far the materialiser has come.
 *
 * @param caughtUp true once all that was there at the start has been read
 * @param waiting what it waits for at the moment, or empty
 * @param failure why it has stopped for good, or empty
 * @param lastUnreadable why the last unreadable record could not be read, or empty
 */
record Progress(
    boolean caughtUp, String waiting, String failure, long unreadable, String lastUnreadable) {
  static final Progress BEGINNING = new Progress(false, "", "", 0, "");

  Progress running() {
    return new Progress(caughtUp, "", failure, unreadable, lastUnreadable);
  }

  Progress complete() {
    return new Progress(true, waiting, failure, unreadable, lastUnreadable);
  }

  Progress waiting(String why) {
    return new Progress(caughtUp, why, failure, unreadable, lastUnreadable);
  }

  Progress failed(String why) {
    return new Progress(caughtUp, waiting, why, unreadable, lastUnreadable);
  }

  Progress skipped(String why) {
    return new Progress(caughtUp, waiting, failure, unreadable + 1, why);
  }

  Health health() {
    if (!failure.isEmpty()) {
      return Health.down(failure);
    }
    if (!waiting.isEmpty()) {
      return Health.degraded(waiting);
    }
    if (!caughtUp) {
      return Health.starting("reading the topics from their beginning");
    }
    return unreadable == 0
        ? Health.up()
        : Health.degraded(unreadable + " unreadable records skipped, the last: " + lastUnreadable);
  }
}
