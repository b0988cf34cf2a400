package io.sightline.retention.pressure;

import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether media has to go early: (state, room and stock) to (state, step). One step at a time; what
 * is on its way out counts as room to come, so that no more goes than is needed.
 *
 * @param active whether the low mark was passed and the high one is not reached again
 * @param step the one that is being carried out
 * @param gone what was deleted of late, and may not show in a measurement yet
 */
public record Pressing(boolean active, @Nullable Step step, List<Gone> gone) {
  public static final Pressing NOT = new Pressing(false, null, List.of());

  /**
   * @param at when the answer of the store was read
   */
  record Gone(Instant at, long bytes) {}

  /**
   * @param order in which kinds go; what is not in it never goes early
   * @param stepBytes most that one step is to free, but for its last clip or hour
   * @param stepTimeout after which a step that is not done is no longer waited for
   */
  public record Rules(Marks marks, List<Kind> order, long stepBytes, Duration stepTimeout) {
    public Rules {
      order = List.copyOf(order);
    }
  }

  /** What comes of a measurement. */
  public record Turn(Pressing next, Level level, Optional<Step> ordered) {}

  public Pressing {
    gone = List.copyOf(gone);
  }

  /** Something that was on its way out is gone. */
  public Pressing gone(Instant at, long bytes) {
    List<Gone> more = new ArrayList<>(gone);
    if (!more.isEmpty() && more.get(more.size() - 1).at().equals(at)) {
      bytes += more.remove(more.size() - 1).bytes();
    }
    more.add(new Gone(at, bytes));
    return new Pressing(active, step, more);
  }

  /** The room was measured. */
  public Turn measured(Room room, Stock stock, Rules rules) {
    List<Gone> later = gone.stream().filter(each -> !each.at().isBefore(room.at())).toList();
    if (!room.isKnown()) {
      return new Turn(new Pressing(false, null, later), Level.UNMEASURED, Optional.empty());
    }
    Marks marks = rules.marks().within(room.totalBytes());
    boolean isShort =
        room.freeBytes() < marks.lowBytes() || (active && room.freeBytes() < marks.highBytes());
    Pressing next = new Pressing(isShort, isShort ? awaited(room, stock, rules) : null, later);
    if (!isShort) {
      return new Turn(next, Level.CALM, Optional.empty());
    }
    long coming = stock.of(Kind.GOING) + later.stream().mapToLong(Gone::bytes).sum();
    long needed = marks.highBytes() - room.freeBytes() - coming;
    return needed <= 0 || next.step != null
        ? new Turn(next, Level.DELETING, Optional.empty())
        : next.ordered(needed, room, stock, rules);
  }

  private @Nullable Step awaited(Room room, Stock stock, Rules rules) {
    boolean waits =
        step != null
            && !step.isDone(stock)
            && room.at().isBefore(step.orderedAt().plus(rules.stepTimeout()));
    return waits ? step : null;
  }

  private Turn ordered(long needed, Room room, Stock stock, Rules rules) {
    long wanted = Math.min(needed, rules.stepBytes());
    for (Kind kind : rules.order()) {
      if (stock.of(kind) > 0) {
        Step chosen = step(kind, wanted, room, stock);
        return new Turn(new Pressing(active, chosen, gone), Level.DELETING, Optional.of(chosen));
      }
    }
    Level level = stock.of(Kind.HELD) > 0 ? Level.HELD : Level.EXHAUSTED;
    // What is coming may yet be enough.
    return new Turn(this, stock.of(Kind.GOING) > 0 ? Level.DELETING : level, Optional.empty());
  }

  /** As many of the oldest hours as it takes; of the last of them a share of each partition. */
  private static Step step(Kind kind, long wanted, Room room, Stock stock) {
    long last = lastHour(kind, wanted, stock);
    long[] older = stock.beforeByPartition(kind, last);
    long[] all = stock.beforeByPartition(kind, last + 1);
    long rest = LongStream.of(all).sum() - LongStream.of(older).sum();
    double share = Math.min(1, (double) (wanted - LongStream.of(older).sum()) / rest);
    List<Long> budgets = new ArrayList<>();
    long leaves = 0;
    for (int partition = 0; partition < all.length; partition++) {
      long before = partition < older.length ? older[partition] : 0;
      long budget = before + (long) Math.ceil((all[partition] - before) * share);
      budgets.add(budget);
      leaves += all[partition] - budget;
    }
    String id = "pressure-" + Ids.base32(room.at());
    return new Step(id, kind, last + 1, budgets, leaves, room.at());
  }

  /** The first hour up to which there is as much as is wanted, or the last there is. */
  private static long lastHour(Kind kind, long wanted, Stock stock) {
    long[] found = {Long.MIN_VALUE, 0};
    stock.each(
        kind,
        (cell, bytes) -> {
          if (found[1] < wanted || cell.capturedHour() == found[0]) {
            found[0] = cell.capturedHour();
            found[1] += bytes;
          }
        });
    return found[0];
  }
}
