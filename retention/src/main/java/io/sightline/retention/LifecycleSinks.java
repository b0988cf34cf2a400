package io.sightline.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Expiry;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Where orders and entries of the ledger go, whatever they are about; counts them.
 *
 * @param deletions name of the sink for orders
 * @param expiries name of the sink for entries
 * @param headSink name of the sink for heads of the ledger
 */
record LifecycleSinks(
    ProcessorContext<String, Object> context,
    Ledger ledger,
    LedgerHeads heads,
    MeterRegistry metrics,
    String deletions,
    String expiries,
    String headSink) {

  void forward(RetentionOutput output, long timestamp) {
    if (output instanceof RetentionOutput.Ordered ordered) {
      metrics.counter("sightline.retention.orders").increment();
      String key = ordered.order().getClipId();
      context.forward(new Record<>(key, ordered.order(), timestamp), deletions);
    } else if (output instanceof RetentionOutput.Expired expired) {
      metrics.counter("sightline.retention.expiries").increment();
      Expiry entry = expired.entry();
      byte[] chained = ledger.append(entry);
      context.forward(new Record<>(entry.getClipId(), chained, timestamp), expiries);
      headIfDue(timestamp);
    } else if (output instanceof RetentionOutput.Overdue) {
      metrics.counter("sightline.retention.overdue").increment();
    }
  }

  /** Signs how far the ledger has come, if it is time to. */
  void headIfDue(long timestamp) {
    heads
        .due(Instant.ofEpochMilli(timestamp))
        .ifPresent(
            head ->
                context.forward(
                    new Record<>(Integer.toString(head.getPartition()), head, timestamp),
                    headSink));
  }
}
