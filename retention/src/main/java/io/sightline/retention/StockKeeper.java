package io.sightline.retention;

import io.sightline.avro.StockCell;
import io.sightline.retention.pressure.Cell;
import io.sightline.retention.pressure.Kind;
import io.sightline.schemas.Ids;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of what a task holds: how much in each cell, and, of what may go early, which, the
 * oldest first. Costs as much as what changes.
 */
final class StockKeeper {
  private final KeyValueStore<String, byte[]> index;
  private final KeyValueStore<String, StockCell> cells;
  private final int partition;
  private final TreeSet<String> changed = new TreeSet<>();

  /**
   * One clip, or hour of recordings.
   *
   * @param captured when it began
   */
  record Item(Kind kind, Instant captured, Instant deadline, long bytes) {}

  /** All cells count as changed at first: what was told last before a crash nobody knows. */
  StockKeeper(
      KeyValueStore<String, byte[]> index, KeyValueStore<String, StockCell> cells, int partition) {
    this.index = index;
    this.cells = cells;
    this.partition = partition;
    try (KeyValueIterator<String, StockCell> all = cells.all()) {
      all.forEachRemaining(each -> changed.add(each.key));
    }
  }

  /**
   * Something is another than it was.
   *
   * @param before null: it was not there
   * @param after null: it is gone
   */
  void moved(String id, @Nullable Item before, @Nullable Item after) {
    if (before == null ? after == null : before.equals(after)) {
      return;
    }
    boolean stays =
        before != null
            && after != null
            && cell(before).equals(cell(after))
            && key(before, id).equals(key(after, id));
    if (before != null && !stays) {
      add(before, -before.bytes(), -1);
      index.delete(key(before, id));
    }
    if (after != null) {
      // An hour that gets another piece: its bytes alone are others.
      long counted = before != null && stays ? before.bytes() : 0;
      add(after, after.bytes() - counted, stays ? 0 : 1);
      if (after.kind().mayGo()) {
        index.put(key(after, id), ByteBuffer.allocate(Long.BYTES).putLong(after.bytes()).array());
      }
    }
  }

  private void add(Item item, long bytes, int count) {
    Cell cell = cell(item);
    String key = cellKey(cell);
    StockCell known = cells.get(key);
    StockCell sum =
        StockCell.newBuilder()
            .setKind(cell.kind().label())
            .setCapturedHour(cell.capturedHour())
            .setDeadlineHour(cell.deadlineHour())
            .setPartition(partition)
            .setBytes((known == null ? 0 : known.getBytes()) + bytes)
            .setCount((known == null ? 0 : known.getCount()) + count)
            .build();
    cells.put(key, sum.getCount() == 0 ? null : sum);
    changed.add(key);
  }

  private static Cell cell(Item item) {
    return Cell.of(item.kind(), item.captured(), item.deadline());
  }

  private String cellKey(Cell cell) {
    return "%s/%d/%d/%d"
        .formatted(cell.kind().label(), cell.capturedHour(), cell.deadlineHour(), partition);
  }

  /**
   * The oldest of a kind, until they have so many bytes.
   *
   * @param before captured earlier than this
   * @param most of them
   */
  List<String> oldest(Kind kind, Instant before, long bytes, int most) {
    List<String> ids = new ArrayList<>();
    long sum = 0;
    String end = prefix(kind) + time(before);
    try (KeyValueIterator<String, byte[]> entries = index.range(prefix(kind), end)) {
      while (entries.hasNext() && sum < bytes && ids.size() < most) {
        var entry = entries.next();
        sum += ByteBuffer.wrap(entry.value).getLong();
        ids.add(entry.key.substring(entry.key.lastIndexOf('/') + 1));
      }
    }
    return ids;
  }

  /** Tells each cell that has changed since: what there is of it now, or null for nothing. */
  void tell(BiConsumer<String, @Nullable StockCell> told) {
    changed.forEach(key -> told.accept(key, cells.get(key)));
    changed.clear();
  }

  private static String key(Item item, String id) {
    return prefix(item.kind()) + time(item.captured()) + "/" + id;
  }

  private static String prefix(Kind kind) {
    return kind.label() + "/";
  }

  private static String time(Instant time) {
    return Ids.base32(time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time);
  }
}
