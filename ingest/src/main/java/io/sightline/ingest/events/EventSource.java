package io.sightline.ingest.events;

import io.sightline.runtime.Health;
import java.io.IOException;

/** A way in which events come from elsewhere. */
public interface EventSource extends AutoCloseable {
  /** Does not wait for the other side; throws if this side cannot work at all. */
  void start() throws IOException;

  Health health();

  @Override
  void close();
}
