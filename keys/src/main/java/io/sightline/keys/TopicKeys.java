package io.sightline.keys;

import io.sightline.avro.MediaKey;
import io.sightline.clipstore.crypt.DataKey;
import io.sightline.clipstore.crypt.DataKeys;
import io.sightline.clipstore.crypt.KeyDestroyedException;
import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys as the topic has them, to read media with: followed for as long as the process lives. A key
 * that is not there is waited for until all that was on the topic when it was asked for is read:
 * what speaks of media comes after its key.
 */
public final class TopicKeys implements DataKeys, Service {
  private static final Logger LOG = LoggerFactory.getLogger(TopicKeys.class);
  private static final Duration START_LIMIT = Duration.ofMinutes(1);
  private static final Duration WAIT_LIMIT = Duration.ofSeconds(5);
  private static final int TRIES = 3;

  private final String name;
  private final MasterKeys masters;
  private final KeyTable table = new KeyTable();
  private final KeyFollower follower;
  private final KeyReader reader;
  private volatile @Nullable String wrong;

  /**
   * @param process for people and clients
   */
  public TopicKeys(KafkaSettings kafka, String process, MasterKeys masters) {
    this.name = process + "-keys";
    this.masters = masters;
    this.follower = new KeyFollower(kafka, process, table, this::check);
    this.reader = new KeyReader(kafka, process);
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * Reads the topic.
   *
   * @throws IllegalStateException all of its keys are wrapped by master keys that are not here
   */
  @Override
  public void start() throws InterruptedException {
    follower.start();
    if (!follower.awaitRead(START_LIMIT)) {
      LOG.warn("{}: not read within {} s, going on", name, START_LIMIT.toSeconds());
    }
    String problem = wrong;
    if (problem != null) {
      close();
      throw new IllegalStateException(problem);
    }
  }

  /** Once all is read. Keys under a master key that is lost must not keep the others from use. */
  private void check(KeyTable read) {
    KeyTally tally = read.tally();
    LOG.info("{}: {} keys by master key: {}", name, tally.total(), tally);
    boolean known = tally.byMaster().keySet().stream().anyMatch(masters.ids()::contains);
    if (tally.total() > 0 && !known) {
      wrong =
          "wrong master key: keys of media are wrapped by %s, and encryption.master_key and"
                  .formatted(tally.byMaster().keySet())
              + " previous_keys are %s: expected the one that wrapped them"
                  .formatted(masters.ids());
    } else if (!masters.ids().containsAll(tally.byMaster().keySet())) {
      LOG.warn("{}: some keys cannot be unwrapped: {}, at hand {}", name, tally, masters.ids());
    }
  }

  @Override
  public Health health() {
    String problem = wrong;
    return problem == null ? follower.health() : Health.down(problem);
  }

  public KeyTally tally() {
    return table.tally();
  }

  /** Keys under a master key. */
  long under(String master) {
    return table.tally().byMaster().getOrDefault(master, 0L);
  }

  boolean isNewest(String id, int partition, long offset) {
    long place = table.place(id);
    return place >= 0 && KeyIndex.partition(place) == partition && KeyIndex.offset(place) == offset;
  }

  boolean isDestroyed(String id) {
    return table.place(id) == KeyIndex.DESTROYED;
  }

  @Override
  public Optional<DataKey> find(String unit) throws IOException {
    Optional<DataKey> found = known(unit);
    if (found.isPresent()) {
      return found;
    }
    catchUp();
    return known(unit);
  }

  /** Reads all that is on the topic by now. */
  public void catchUp() throws IOException {
    try {
      if (!follower.awaitThrough(reader.ends(), WAIT_LIMIT)) {
        throw new IOException(
            "keys are not read to their end within " + WAIT_LIMIT.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for keys", e);
    }
  }

  /** As far as the topic was read. */
  public Optional<DataKey> known(String unit) throws IOException {
    String id = KeyIds.of(unit);
    Optional<DataKey> opened = table.opened(id);
    for (int i = 0; opened.isEmpty() && i < TRIES; i++) {
      long place = table.place(id);
      if (place == KeyIndex.DESTROYED) {
        throw new KeyDestroyedException(
            "key of " + KeyIds.words(unit) + " was destroyed at its expiry");
      }
      if (place == KeyIndex.NONE) {
        return Optional.empty();
      }
      opened = open(id, place);
    }
    return opened;
  }

  private Optional<DataKey> open(String id, long place) throws IOException {
    Optional<MediaKey> record = table.recent(id);
    if (record.isEmpty()) {
      record = reader.read(id, place);
    }
    if (record.isEmpty()) {
      catchUp(); // It was wrapped anew, or destroyed, while we looked.
      return Optional.empty();
    }
    DataKey key = masters.unwrap(record.get());
    table.open(id, key);
    return Optional.of(key);
  }

  /** Readers make no keys. */
  @Override
  public DataKey obtain(String unit, BooleanSupplier mixed) {
    throw new UnsupportedOperationException(
        "the key of " + KeyIds.words(unit) + " is not to be made here");
  }

  @Override
  public void close() {
    follower.close();
    reader.close();
  }
}
