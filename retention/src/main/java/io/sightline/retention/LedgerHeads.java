package io.sightline.retention;

import static java.time.temporal.ChronoUnit.MICROS;

import io.sightline.avro.LedgerHead;
import io.sightline.retention.signing.HeadStatement;
import io.sightline.retention.signing.SigningKey;
import io.sightline.runtime.Build;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * When a head of the ledger of a partition is due, and what it says: after so many entries, and
 * after so long if there is a new one. Remembers the last beside the ledger's own head.
 */
final class LedgerHeads {
  private static final String SIGNED = "signed";

  private final KeyValueStore<String, byte[]> store;
  private final int partition;
  private final LedgerConfig config;
  private final HeadStatement statement;
  private final @Nullable SigningKey key;

  /**
   * @param store of the ledger
   * @param ledger name of its topic
   */
  LedgerHeads(
      KeyValueStore<String, byte[]> store,
      int partition,
      LedgerConfig config,
      String ledger,
      @Nullable SigningKey key) {
    this.store = store;
    this.partition = partition;
    this.config = config;
    this.statement = new HeadStatement(ledger);
    this.key = key;
  }

  /** The head to write at this time, if one is due. */
  Optional<LedgerHead> due(Instant now) {
    byte[] head = store.get(Ledger.HEAD);
    if (head == null) {
      return Optional.empty();
    }
    long entries = Ledger.entries(head);
    Last last = last();
    boolean many = entries - last.entries() >= config.headEntries();
    boolean stale = !now.isBefore(last.at().plus(config.headEvery()));
    return many || (stale && entries > last.entries())
        ? Optional.of(signed(head, entries, now))
        : Optional.empty();
  }

  private LedgerHead signed(byte[] head, long entries, Instant now) {
    Instant at = now.truncatedTo(MICROS);
    store.put(
        SIGNED,
        ByteBuffer.allocate(2 * Long.BYTES).putLong(entries).putLong(at.toEpochMilli()).array());
    LedgerHead unsigned =
        LedgerHead.newBuilder()
            .setRecordId(partition + "-" + entries)
            .setPartition(partition)
            .setEntries(entries)
            .setHash(Ledger.hash(head))
            .setSignedAt(at)
            .setBuild(Build.version())
            .build();
    return statement.signed(unsigned, key);
  }

  private Last last() {
    byte[] bytes = store.get(SIGNED);
    if (bytes == null) {
      return new Last(0, Instant.EPOCH);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new Last(in.getLong(), Instant.ofEpochMilli(in.getLong()));
  }

  /** The newest head so far. */
  private record Last(long entries, Instant at) {}
}
