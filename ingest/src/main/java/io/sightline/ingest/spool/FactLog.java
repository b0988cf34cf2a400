package io.sightline.ingest.spool;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

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
   * Sends facts and the cursor in a transaction, which {@link #commit} ends.
   *
   * @return where each fact went, in their order
   * @throws FactLogException none of them counts, nor will it: take over again
   */
  List<Place> send(List<Fact> facts, Cursor cursor) throws FactLogException;

  /**
   * Makes what was sent count. A broker that dies over it may make it count for some partitions,
   * the cursor's among them, and not for others, whatever it answers.
   *
   * @throws FactLogException it is not known whether it counts: take over again
   */
  void commit() throws FactLogException;

  /**
   * Which of the facts do not count, by their index. To be asked after a take-over. What counted
   * and was deleted since, as a topic's retention or compaction does, is not missing.
   *
   * @param places where they were sent to
   * @throws FactLogException if the broker cannot be reached for now, or has not decided yet
   */
  SortedSet<Integer> missing(List<Fact> facts, List<Place> places) throws FactLogException;

  @Override
  void close();

  /** Opens logs, one at a time. */
  interface Factory {
    FactLog open() throws FactLogException;
  }
}
