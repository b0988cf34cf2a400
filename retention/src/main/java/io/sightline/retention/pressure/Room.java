package io.sightline.retention.pressure;

import java.time.Instant;

/**
 * How much room there is.
 *
 * @param at when it was measured
 * @param freeBytes that can still be stored; -1 unknown
 * @param totalBytes of the store; -1 unknown
 */
public record Room(Instant at, long freeBytes, long totalBytes) {

  /**
   * The room that is left on the disk, or of the configured capacity, whichever is less.
   *
   * @param diskFree -1 unknown
   * @param capacityBytes most media there may be; 0: no such limit
   * @param usedBytes media there is
   */
  public static Room of(
      Instant at, long diskFree, long diskTotal, long capacityBytes, long usedBytes) {
    if (capacityBytes <= 0) {
      return new Room(at, diskFree, diskTotal);
    }
    long left = Math.max(0, capacityBytes - usedBytes);
    return diskFree >= 0 && diskFree < left
        ? new Room(at, diskFree, diskTotal)
        : new Room(at, left, capacityBytes);
  }

  boolean isKnown() {
    return freeBytes >= 0;
  }
}
