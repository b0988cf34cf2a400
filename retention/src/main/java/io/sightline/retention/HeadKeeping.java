package io.sightline.retention;

import io.sightline.avro.LedgerHead;
import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.retention.signing.HeadStatement;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.runtime.TransactionalLoop.Step;
import io.sightline.runtime.TransientException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the newest head of each partition of the ledger in the clip store too: who cuts the topics
 * would have to reach it there. Reads committed heads, since one that was never committed names
 * entries that may never come.
 */
final class HeadKeeping implements Step<LedgerHead> {
  private static final Logger LOG = LoggerFactory.getLogger(HeadKeeping.class);

  private final ClipStore store;
  private final HeadStatement statement;

  HeadKeeping(ClipStore store, HeadStatement statement) {
    this.store = store;
    this.statement = statement;
  }

  /** A store that refuses is asked again, for as long as it does. */
  @Override
  public List<Output> process(List<ConsumerRecord<String, LedgerHead>> batch)
      throws TransientException {
    Map<Integer, LedgerHead> newest = new LinkedHashMap<>();
    batch.forEach(record -> newest.put(record.value().getPartition(), record.value()));
    for (LedgerHead head : newest.values()) {
      keep(head);
    }
    return List.of();
  }

  private void keep(LedgerHead head) throws TransientException {
    String key = ClipLayout.ledgerHead(head.getPartition());
    try (StagedObject object = store.stage(key)) {
      Files.writeString(object.path(), statement.file(head));
      StoredObject kept = object.commit();
      LOG.debug("{} holds the head of {} entries", kept.key(), head.getEntries());
    } catch (IOException e) {
      throw new TransientException("cannot keep the ledger's head in " + key, e);
    }
  }
}
