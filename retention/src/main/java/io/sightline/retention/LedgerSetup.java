package io.sightline.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Expiry;
import io.sightline.retention.signing.SigningKey;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger of every partition has in common.
 *
 * @param entries writes them
 * @param topic name of the ledger's topic on the broker
 * @param key null: heads are not signed
 */
record LedgerSetup(
    Serializer<Expiry> entries, String topic, LedgerConfig config, @Nullable SigningKey key) {

  /**
   * The ledger of the partition of a task, with the sinks of one of its processors.
   *
   * @param deletions name of the sink for orders
   * @param expiries name of the sink for entries
   * @param heads name of the sink for heads
   */
  LifecycleSinks sinks(
      ProcessorContext<String, Object> context,
      MeterRegistry metrics,
      String deletions,
      String expiries,
      String heads) {
    KeyValueStore<String, byte[]> store = context.getStateStore(RetentionTopology.LEDGER_STORE);
    return new LifecycleSinks(
        context,
        new Ledger(store, entries, topic),
        new LedgerHeads(store, context.taskId().partition(), config, topic, key),
        metrics,
        deletions,
        expiries,
        heads);
  }
}
