package io.sightline.standalone.soak;

import java.io.IOException;

/** The broker of a trial, which goes away and comes back at the same address. */
public interface FlakyBroker extends AutoCloseable {
  /** Returns when clients can connect. */
  void start() throws IOException, InterruptedException;

  /** Returns when it serves nobody. */
  void goAway() throws IOException, InterruptedException;

  @Override
  void close();
}
