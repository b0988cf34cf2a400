package io.sightline.retention.pressure;

import java.time.Instant;
import java.util.Comparator;

/**
 * What was captured in one hour and is due in one hour, and is of one kind.
 *
 * @param capturedHour hours since 1970, UTC
 * @param deadlineHour hours since 1970, UTC; the latest that can be told for what is held
 */
public record Cell(Kind kind, long capturedHour, long deadlineHour) implements Comparable<Cell> {
  private static final long HOUR_S = 3600;
  private static final Comparator<Cell> OLDEST_FIRST =
      Comparator.comparing(Cell::kind)
          .thenComparing(Cell::capturedHour)
          .thenComparing(Cell::deadlineHour);

  public static Cell of(Kind kind, Instant captured, Instant deadline) {
    return new Cell(kind, hour(captured), hour(deadline));
  }

  public static long hour(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), HOUR_S);
  }

  public static Instant begin(long hour) {
    return Instant.ofEpochSecond(hour * HOUR_S);
  }

  /** By kind, and the oldest first. */
  @Override
  public int compareTo(Cell other) {
    return OLDEST_FIRST.compare(this, other);
  }
}
