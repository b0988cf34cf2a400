package io.sightline.ingest.spool;

import java.util.List;
import java.util.Optional;

/** Where facts are published: the broker. Used by one thread. */
public interface FactLog extends AutoCloseable {

  /** The cursor committed last, without taking anything over. */
  Optional<Cursor> committed() throws FactLogException;

  /**
   * Takes the partition over: whoever published to it before cannot any more. Returns the cursor
   * committed last.
   *
   * @throws FactLogException if the broker cannot be reached for now
   */
  Optional<Cursor> takeOver() throws FactLogException;

  /**
   * Publishes facts and commits the cursor: both, or neither.
   *
   * @throws FactLogException it is not known whether they were published: take over again
   */
  void publish(List<Fact> facts, Cursor cursor) throws FactLogException;

  @Override
  void close();

  /** Opens logs, one at a time. */
  interface Factory {
    FactLog open() throws FactLogException;
  }
}
