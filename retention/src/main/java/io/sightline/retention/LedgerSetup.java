package io.sightline.retention;

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

  /** The ledger of the partition of a task. */
  Ledger ledger(ProcessorContext<?, ?> context) {
    return new Ledger(store(context), entries, topic);
  }

  /** Of the same partition. */
  LedgerHeads heads(ProcessorContext<?, ?> context) {
    return new LedgerHeads(store(context), context.taskId().partition(), config, topic, key);
  }

  private static KeyValueStore<String, byte[]> store(ProcessorContext<?, ?> context) {
    return context.getStateStore(RetentionTopology.LEDGER_STORE);
  }
}
