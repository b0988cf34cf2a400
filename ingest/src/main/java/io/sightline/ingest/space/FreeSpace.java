package io.sightline.ingest.space;

import io.sightline.clipstore.ClipStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Looks at the free space of the clip store, at most once a second. Safe for several threads. */
public final class FreeSpace {
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ClipStore store;
  private final long minFreeBytes;
  private final LongSupplier nanos;
  private volatile Shed shed = Shed.NOTHING;
  private volatile long lookAt;

  /**
   * @param minFreeBytes 0: nothing ever stands back
   * @param nanos a clock that only goes forward
   */
  public FreeSpace(ClipStore store, long minFreeBytes, LongSupplier nanos) {
    this.store = store;
    this.minFreeBytes = minFreeBytes;
    this.nanos = nanos;
    this.lookAt = nanos.getAsLong();
  }

  /** Whether there is room to store something. */
  public boolean allows(Media media) {
    return !now().media().contains(media);
  }

  /** What is not stored now, in the order in which it stood back. */
  public List<String> degraded() {
    return now().labels();
  }

  private Shed now() {
    if (minFreeBytes > 0 && nanos.getAsLong() - lookAt >= 0) {
      look();
    }
    return shed;
  }

  private synchronized void look() {
    long now = nanos.getAsLong();
    if (now - lookAt < 0) {
      return; // another thread has just looked
    }
    shed = shed.at(freeBytes(), minFreeBytes);
    lookAt = now + LOOK_NANOS;
  }

  private long freeBytes() {
    try {
      return store.freeBytes();
    } catch (IOException e) {
      return -1;
    }
  }
}
