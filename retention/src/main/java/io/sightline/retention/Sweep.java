package io.sightline.retention;

import io.sightline.avro.RetentionRequest;
import java.util.List;

/**
 * How far a task has come with a request that concerns many clips, or hours.
 *
 * @param range which of the request's ranges of ids it is in, from 0
 * @param cursor the last id it has looked at in that range; empty: none
 * @param pending being deleted when it looked; it comes back to them until the store has answered
 */
record Sweep(
    RetentionRequest request, int range, String cursor, Tally tally, List<String> pending) {

  /** What a task did so far. Each number is about clips, or hours, but for the bytes. */
  record Tally(long touched, long bytes, long tooLate, long held) {
    static final Tally NONE = new Tally(0, 0, 0, 0);

    static Tally touched(long bytes) {
      return new Tally(1, bytes, 0, 0);
    }

    static final Tally TOO_LATE = new Tally(0, 0, 1, 0);
    static final Tally HELD = new Tally(0, 0, 0, 1);

    Tally plus(Tally other) {
      return new Tally(
          touched + other.touched, bytes + other.bytes, tooLate + other.tooLate, held + other.held);
    }
  }

  Sweep {
    pending = List.copyOf(pending);
  }

  static Sweep of(RetentionRequest request) {
    return new Sweep(request, 0, "", Tally.NONE, List.of());
  }
}
