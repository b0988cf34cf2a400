package io.sightline.retention.pressure;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** How much media there is, by cell and partition. Grows with hours and kinds, not with clips. */
public final class Stock {
  private final NavigableMap<Cell, long[]> bytes = new TreeMap<>();

  /**
   * What a partition holds of a cell now.
   *
   * @param now bytes; 0: nothing any more
   */
  public void set(Cell cell, int partition, long now) {
    long[] before = bytes.getOrDefault(cell, new long[0]);
    long[] after =
        partition < before.length ? before.clone() : Arrays.copyOf(before, partition + 1);
    after[partition] = now;
    if (Arrays.stream(after).allMatch(each -> each == 0)) {
      bytes.remove(cell);
    } else {
      bytes.put(cell, after);
    }
  }

  public boolean isEmpty() {
    return bytes.isEmpty();
  }

  /** Everything that is stored. */
  public long total() {
    return bytes.values().stream().mapToLong(Stock::sum).sum();
  }

  public long of(Kind kind) {
    return cells(kind).values().stream().mapToLong(Stock::sum).sum();
  }

  /** Of a kind, what was captured before an hour. */
  public long before(Kind kind, long hour) {
    return olderThan(kind, hour).values().stream().mapToLong(Stock::sum).sum();
  }

  /** The same for each partition, by its number. */
  public long[] beforeByPartition(Kind kind, long hour) {
    long[] sums = new long[0];
    for (long[] each : olderThan(kind, hour).values()) {
      sums = each.length > sums.length ? Arrays.copyOf(sums, each.length) : sums;
      for (int partition = 0; partition < each.length; partition++) {
        sums[partition] += each[partition];
      }
    }
    return sums;
  }

  /** The cells of a kind, the oldest first. */
  void each(Kind kind, BiConsumer<Cell, Long> told) {
    cells(kind).forEach((cell, each) -> told.accept(cell, sum(each)));
  }

  void each(BiConsumer<Cell, Long> told) {
    bytes.forEach((cell, each) -> told.accept(cell, sum(each)));
  }

  private Map<Cell, long[]> cells(Kind kind) {
    return bytes.subMap(
        new Cell(kind, Long.MIN_VALUE, Long.MIN_VALUE),
        true,
        new Cell(kind, Long.MAX_VALUE, Long.MAX_VALUE),
        true);
  }

  private Map<Cell, long[]> olderThan(Kind kind, long hour) {
    return bytes.subMap(
        new Cell(kind, Long.MIN_VALUE, Long.MIN_VALUE),
        true,
        new Cell(kind, hour, Long.MIN_VALUE),
        false);
  }

  private static long sum(long[] each) {
    return Arrays.stream(each).sum();
  }
}
