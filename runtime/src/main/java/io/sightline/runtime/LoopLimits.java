package io.sightline.runtime;

import java.time.Duration;

/**
 * Bounds of a {@link TransactionalLoop}.
 *
 * @param maxRecords records in a batch, and so in a transaction
 * @param maxBytes serialized bytes in a batch; a single larger record is a batch of its own
 * @param attempts tries at a record by itself before it becomes a dead letter
 * @param maxRecordBytes largest record that may be produced
 * @param retryAfter wait after the first failure of what passes by itself; doubles each time
 * @param retryAtMost longest such wait
 * @param stopWithin how long {@link TransactionalLoop#close} waits for the batch in hand
 */
public record LoopLimits(
    int maxRecords,
    long maxBytes,
    int attempts,
    int maxRecordBytes,
    Duration retryAfter,
    Duration retryAtMost,
    Duration stopWithin) {

  public static final LoopLimits DEFAULT =
      new LoopLimits(
          500,
          8 << 20,
          2,
          1_000_000,
          Duration.ofMillis(100),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));

  public LoopLimits {
    if (maxRecords < 1 || maxBytes < 1 || attempts < 1 || maxRecordBytes < 1) {
      throw new IllegalArgumentException(
          "limits %d records, %d bytes, %d attempts, %d bytes a record: expected 1 or more"
              .formatted(maxRecords, maxBytes, attempts, maxRecordBytes));
    }
  }

  public LoopLimits withMaxRecords(int records) {
    return new LoopLimits(
        records, maxBytes, attempts, maxRecordBytes, retryAfter, retryAtMost, stopWithin);
  }

  /** The wait before try {@code failures + 1}. */
  Duration backoff(int failures) {
    Duration wait = retryAfter.multipliedBy(1L << Math.min(failures - 1, 20));
    return wait.compareTo(retryAtMost) < 0 ? wait : retryAtMost;
  }
}
