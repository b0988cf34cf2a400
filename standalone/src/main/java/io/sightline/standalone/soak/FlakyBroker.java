package io.sightline.standalone.soak;

import java.io.IOException;

/** The broker of a trial, which goes away and comes back at the same address. */
public interface FlakyBroker extends AutoCloseable {
  /** Returns when clients can connect. */
  void start() throws IOException, InterruptedException;

  /**
   * Whether each transaction ends everywhere in the same way. Where it does not, what was published
   * last may be published again.
   */
  boolean keepsTransactions();

  /** Returns when it serves nobody. */
  void goAway() throws IOException, InterruptedException;

  @Override
  void close();
}
