package io.sightline.runtime;

/** A long-running part of a process. */
public interface Service extends AutoCloseable {
  /** Short and unique in the process, for example {@code detect}. */
  String name();

  /** Returns when the service runs or is about to by itself; throws if it cannot. */
  void start() throws Exception;

  /** Never blocks. */
  Health health();

  /** What it does, for people: a topology, for example. May be empty. */
  default String describe() {
    return "";
  }

  /** The process is about to end: one that waits in {@link #start} returns soon. Never blocks. */
  default void stopping() {}

  /** Stops within a bound; does nothing if it is not running. */
  @Override
  void close();
}
