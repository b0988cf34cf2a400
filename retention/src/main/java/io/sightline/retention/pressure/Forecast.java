package io.sightline.retention.pressure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When room will be short. Hour by hour: what is written goes on as it did of late, by the faster
 * of the last hours and the last days; what is due then goes; and what is written from now on is
 * kept as long as what was written of late.
 *
 * @param bytesPerHour of media, written of late
 * @param otherBytesPerHour by which the room shrank besides: other things on the same disk
 * @param fullAt when less than the low mark will be free; empty: not within the horizon
 */
public record Forecast(long bytesPerHour, long otherBytesPerHour, Optional<Instant> fullAt) {
  private static final int FEW_HOURS = 6;
  private static final int FEW_DAYS_H = 72;

  /**
   * @param samples in order of time, some hours or days back; of no more than one there is nothing
   *     to tell but what the stock tells
   * @param lowBytes less free is short
   */
  public static Forecast of(
      Room room, Stock stock, List<Sample> samples, long lowBytes, Duration horizon) {
    long hour = Cell.hour(room.at());
    Written written = Written.of(stock, hour);
    long perHour = Math.max(written.perHour(FEW_HOURS), written.perHour(FEW_DAYS_H));
    long other = otherPerHour(samples);
    if (!room.isKnown()) {
      return new Forecast(perHour, other, Optional.empty());
    }
    if (room.freeBytes() < lowBytes) {
      return new Forecast(perHour, other, Optional.of(room.at()));
    }
    Map<Long, Long> due = due(stock, hour);
    long kept = written.keptHours(FEW_DAYS_H);
    double free = room.freeBytes() + due.getOrDefault(hour, 0L);
    for (long after = 1; after <= horizon.toHours(); after++) {
      double before = free;
      free += due.getOrDefault(hour + after, 0L) - perHour - other;
      free += after > kept ? perHour : 0;
      if (free < lowBytes) {
        double within = (before - lowBytes) / Math.max(1, before - free);
        long seconds = (long) ((after - 1 + within) * Duration.ofHours(1).toSeconds());
        return new Forecast(perHour, other, Optional.of(room.at().plusSeconds(seconds)));
      }
    }
    return new Forecast(perHour, other, Optional.empty());
  }

  /** Bytes that go by the hour in which they are due; what is overdue may never go. */
  private static Map<Long, Long> due(Stock stock, long now) {
    Map<Long, Long> due = new TreeMap<>();
    stock.each(
        (cell, bytes) -> {
          if (cell.kind() != Kind.HELD && cell.kind() != Kind.OVERDUE) {
            long hour = cell.kind() == Kind.GOING ? now : Math.max(now, cell.deadlineHour());
            due.merge(hour, bytes, Long::sum);
          }
        });
    return due;
  }

  /** By which the free space fell and the media did not grow. */
  private static long otherPerHour(List<Sample> samples) {
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.get(0);
    Sample last = samples.get(samples.size() - 1);
    double hours = Duration.between(first.at(), last.at()).toSeconds() / 3600.0;
    long shrunk = first.freeBytes() - last.freeBytes() - (last.usedBytes() - first.usedBytes());
    return hours < 1 ? 0 : (long) Math.max(0, shrunk / hours);
  }

  /** Media written, by hour of its capture, and how long it is kept. */
  private record Written(long now, TreeMap<Long, Long> bytes, TreeMap<Long, Double> byteHours) {
    static Written of(Stock stock, long now) {
      Written written = new Written(now, new TreeMap<>(), new TreeMap<>());
      stock.each(
          (cell, bytes) -> {
            long hours = Math.max(0, cell.deadlineHour() - cell.capturedHour());
            written.bytes.merge(cell.capturedHour(), bytes, Long::sum);
            written.byteHours.merge(cell.capturedHour(), (double) bytes * hours, Double::sum);
          });
      return written;
    }

    /** Of whole hours before this one, as far back as there is any; of this one if that is all. */
    long perHour(int hours) {
      if (bytes.isEmpty()) {
        return 0;
      }
      long from = Math.max(now - hours, bytes.firstKey());
      long sum = bytes.subMap(from, Math.max(from, now)).values().stream().mapToLong(b -> b).sum();
      return from >= now ? bytes.getOrDefault(now, 0L) : sum / (now - from);
    }

    long keptHours(int hours) {
      long from = now - hours;
      long sum = bytes.tailMap(from).values().stream().mapToLong(b -> b).sum();
      double weighted = byteHours.tailMap(from).values().stream().mapToDouble(b -> b).sum();
      return sum == 0 ? Long.MAX_VALUE : (long) (weighted / sum);
    }
  }
}
