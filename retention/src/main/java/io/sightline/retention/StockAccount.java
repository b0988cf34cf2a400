package io.sightline.retention;

import io.sightline.avro.Pressure;
import io.sightline.retention.StockKeeper.Item;
import io.sightline.retention.pressure.Kind;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The account of the stock in a task, and what an order under pressure takes of it. */
final class StockAccount {
  /** More wait for the next order. */
  private static final int MOST_AT_ONCE = 5000;

  private final ProcessorContext<String, Object> context;
  private final StockKeeper keeper;
  private final boolean clips;

  /**
   * @param clips whether it is about clips; else about hours of recordings
   */
  StockAccount(ProcessorContext<String, Object> context, boolean clips) {
    this.context = context;
    this.clips = clips;
    this.keeper =
        new StockKeeper(
            context.getStateStore(RetentionTopology.STOCK_INDEX_STORE),
            context.getStateStore(RetentionTopology.STOCK_CELL_STORE),
            context.taskId().partition());
  }

  void moved(String id, @Nullable Item before, @Nullable Item after) {
    keeper.moved(id, before, after);
  }

  /** Tells what has changed. */
  void tell(long timestamp) {
    keeper.tell(
        (key, cell) ->
            context.forward(new Record<>(key, cell, timestamp), RetentionTopology.STOCK_SINK));
  }

  /** What goes by an order; nothing for what only tells how full it is. */
  List<String> chosen(Pressure pressure) {
    int partition = context.taskId().partition();
    if (pressure.getRequestId().isEmpty()
        || pressure.getCapturedBefore() == null
        || pressure.getBudgets().size() <= partition) {
      return List.of();
    }
    Kind kind = Kind.of(pressure.getKind());
    return kind.isClip() == clips
        ? keeper.oldest(
            kind, pressure.getCapturedBefore(), pressure.getBudgets().get(partition), MOST_AT_ONCE)
        : List.of();
  }

  static Early early(Pressure pressure) {
    return new Early(Early.Cause.PRESSURE, pressure.getRequestId());
  }
}
