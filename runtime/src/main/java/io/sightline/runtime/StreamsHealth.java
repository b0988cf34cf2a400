package io.sightline.runtime;

import org.apache.kafka.streams.KafkaStreams.State;
import org.jspecify.annotations.Nullable;

/** From the state of Kafka Streams to health. */
final class StreamsHealth {
  private boolean hasRun;
  private boolean closing;
  private @Nullable String trouble;
  private @Nullable String failure;
  private State state = State.CREATED;

  synchronized void moved(State now) {
    state = now;
    if (now == State.RUNNING) {
      hasRun = true;
      trouble = null;
    }
  }

  /** Something passing went wrong; forgotten when it runs again. */
  synchronized void troubled(String why) {
    trouble = why;
  }

  /** The first failure is the one that counts. */
  synchronized void failed(String why) {
    if (failure == null) {
      failure = why;
    }
  }

  synchronized void closing() {
    closing = true;
  }

  synchronized Health now() {
    if (failure != null) {
      return Health.down(failure);
    }
    return switch (state) {
      case CREATED -> Health.starting("not started");
      case RUNNING -> trouble == null ? Health.up() : Health.degraded(trouble);
      case REBALANCING -> rebalancing();
      case PENDING_SHUTDOWN, NOT_RUNNING -> Health.down(closing ? "stopped" : "stopped by itself");
      case PENDING_ERROR, ERROR -> Health.down("all threads have died");
    };
  }

  private Health rebalancing() {
    if (trouble != null) {
      return Health.degraded(trouble);
    }
    return hasRun ? Health.degraded("rebalancing") : Health.starting("joining, restoring stores");
  }
}
