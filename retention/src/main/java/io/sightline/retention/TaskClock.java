package io.sightline.retention;

import io.sightline.avro.RequestKind;
import io.sightline.avro.RetentionRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The wall clock as one task trusts it; how far it has come is in a store that the task's
 * processors share. Says so where it cannot be trusted.
 */
final class TaskClock {
  /** Makes it for one task. */
  interface Factory {
    TaskClock in(ProcessorContext<?, ?> context);
  }

  /** Begins the place of each of its concerns. */
  static final String CONCERN = "clock of task ";

  private static final String KEY = "trusted";

  /** Steps smaller than this are not written down. */
  private static final Duration WORTH_WRITING = Duration.ofMinutes(1);

  private final KeyValueStore<String, byte[]> store;
  private final Duration step;
  private final Concerns concerns;
  private final String name;

  TaskClock(ProcessorContext<?, ?> context, Duration step, Concerns concerns) {
    this.store = context.getStateStore(RetentionTopology.CLOCK_STORE);
    this.step = step;
    this.concerns = concerns;
    this.name = CONCERN + context.taskId();
  }

  /** A record was published then. */
  void read(Instant at) {
    keep(time().read(at, step));
  }

  /** Somebody may say what the time is. */
  void told(RetentionRequest request) {
    if (request.getKind() == RequestKind.CLOCK) {
      store.put(KEY, bytes(request.getRequestedAt()));
    }
  }

  /** The time to act by, when the wall clock shows this. */
  Instant now(Instant wallClock) {
    TrustedTime now = time().looked(wallClock, step);
    keep(now);
    now.leap(wallClock, step)
        .map(
            leap ->
                "the wall clock is %s ahead of what was last known (%s): nothing more is deleted until './sightline clock-is-right' says that it is right"
                    .formatted(leap, now.latest()))
        .or(
            () ->
                now.setBack(wallClock, step)
                    .map(back -> "the wall clock is %s behind: nothing is due".formatted(back)))
        .ifPresentOrElse(concern -> concerns.raise(name, concern), () -> concerns.settle(name));
    return now.now(wallClock, step);
  }

  /** The task goes on elsewhere, or not at all. */
  void close() {
    concerns.settle(name);
  }

  private TrustedTime time() {
    byte[] written = store.get(KEY);
    return written == null
        ? TrustedTime.NONE
        : new TrustedTime(Instant.ofEpochMilli(ByteBuffer.wrap(written).getLong()));
  }

  private void keep(TrustedTime next) {
    Instant before = time().latest();
    Instant latest = next.latest();
    if (latest != null && (before == null || before.plus(WORTH_WRITING).isBefore(latest))) {
      store.put(KEY, bytes(latest));
    }
  }

  private static byte[] bytes(Instant time) {
    return ByteBuffer.allocate(Long.BYTES).putLong(time.toEpochMilli()).array();
  }
}
