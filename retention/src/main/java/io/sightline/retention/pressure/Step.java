package io.sightline.retention.pressure;

import java.time.Instant;
import java.util.List;

/**
 * One bounded order to delete early.
 *
 * @param requestId unique
 * @param beforeHour only what was captured in earlier hours since 1970, the oldest first
 * @param budgets how many bytes each partition is to free at least, by its number
 * @param leaves how much of it there is when the step is done, in bytes
 * @param orderedAt when the room was measured that led to it
 */
public record Step(
    String requestId,
    Kind kind,
    long beforeHour,
    List<Long> budgets,
    long leaves,
    Instant orderedAt) {
  public Step {
    budgets = List.copyOf(budgets);
  }

  boolean isDone(Stock stock) {
    return stock.before(kind, beforeHour) <= leaves;
  }

  long bytes() {
    return budgets.stream().mapToLong(Long::longValue).sum();
  }
}
