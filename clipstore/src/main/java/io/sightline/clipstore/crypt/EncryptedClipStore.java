package io.sightline.clipstore.crypt;

import io.sightline.clipstore.ClipLayout;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ObjectChannel;
import io.sightline.clipstore.StagedBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Any clip store with all media encrypted on its way in and decrypted on its way out, each unit
 * ({@link ClipLayout#unit}) under a key of its own. What lies staged is encrypted too. Plain
 * objects from before are read as they are; where a key says that there were none, they are
 * refused. {@link #list}, {@link #check} and {@link #openStored} tell of what is stored, and need
 * no keys.
 */
public final class EncryptedClipStore implements ClipStore {
  private final ClipStore store;
  private final DataKeys keys;

  /**
   * @param store closed with this
   */
  public EncryptedClipStore(ClipStore store, DataKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /** The store's other user: the same media with keys from elsewhere. */
  public EncryptedClipStore with(DataKeys others) {
    return new EncryptedClipStore(store, others);
  }

  /** What the ledger keeps there is no media, and is read without keys. */
  @Override
  public StagedObject stage(String key) throws IOException {
    if (key.startsWith(ClipLayout.LEDGER)) {
      return store.stage(key);
    }
    Seal seal = sealToWrite(key);
    return new SealedFile(store.stage(key), seal, key);
  }

  private Seal sealToWrite(String key) throws IOException {
    String unit =
        ClipLayout.unit(key)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "object '" + key + "' belongs to no clip and no hour of recordings"));
    return new Seal(keys.obtain(unit, () -> hasAny(unit)), unit, key);
  }

  private boolean hasAny(String unit) {
    try {
      return !store.list(unit).isEmpty() || !store.staged(unit).isEmpty();
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public Optional<Path> leftStaged(String key) throws IOException {
    return store.leftStaged(key);
  }

  @Override
  public Optional<StagedBytes> leftBytes(String key) throws IOException {
    Optional<Path> left = store.leftStaged(key);
    if (left.isEmpty()) {
      return Optional.empty();
    }
    try (FileChannel file = FileChannel.open(left.get(), StandardOpenOption.READ)) {
      return Optional.of(
          Seal.isSealed(file)
              ? new SealedFile.Left(left.get(), sealToRead(key))
              : StagedBytes.plain(left.get()));
    }
  }

  private Seal sealToRead(String key) throws IOException {
    String unit = ClipLayout.unit(key).orElseThrow(() -> noKey(key, "it belongs to no clip"));
    DataKey dataKey = keys.find(unit).orElseThrow(() -> noKey(key, keys.missing(unit)));
    return new Seal(dataKey, unit, key);
  }

  private static NoKeyException noKey(String key, String why) {
    return new NoKeyException("object '" + key + "' is encrypted: " + why);
  }

  @Override
  public void discardStaged(String key) throws IOException {
    store.discardStaged(key);
  }

  @Override
  public List<String> staged(String prefix) throws IOException {
    return store.staged(prefix);
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    store.put(key, sealToWrite(key).seal(bytes));
  }

  @Override
  public InputStream open(String key, long offset) throws IOException {
    if (offset < 0) {
      throw new IllegalArgumentException(key + " from byte " + offset + ": expected 0 or more");
    }
    ObjectChannel stored = new ObjectChannel(store, key);
    try {
      SeekableByteChannel bytes = bytes(key, stored);
      bytes.position(offset);
      return Channels.newInputStream(bytes);
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  private SeekableByteChannel bytes(String key, ObjectChannel stored) throws IOException {
    if (Seal.isSealed(stored)) {
      return sealToRead(key).read(stored);
    }
    requireOld(key);
    return stored;
  }

  /** Somebody who can write to the store, but has no keys, could put a picture of his own there. */
  private void requireOld(String key) throws IOException {
    Optional<String> unit = ClipLayout.unit(key);
    Optional<DataKey> dataKey = unit.isEmpty() ? Optional.empty() : keys.find(unit.get());
    if (dataKey.isPresent() && !dataKey.get().mixed()) {
      throw new IOException(
          "object '" + key + "' is not encrypted, but all of " + unit.get() + " was: refused");
    }
  }

  @Override
  public InputStream openStored(String key) throws IOException {
    return store.openStored(key);
  }

  @Override
  public String encryption(String key) throws IOException {
    try (ObjectChannel channel = new ObjectChannel(store, key)) {
      return Seal.isSealed(channel) ? Seal.NAME : "";
    }
  }

  @Override
  public Optional<Long> size(String key) throws IOException {
    Optional<Long> stored = store.size(key);
    if (stored.isEmpty()) {
      return stored;
    }
    try (ObjectChannel channel = new ObjectChannel(store, key)) {
      return Optional.of(Seal.isSealed(channel) ? Seal.plainBytes(channel.size()) : channel.size());
    }
  }

  @Override
  public Deleted delete(String prefix, Set<String> keep) throws IOException {
    return store.delete(prefix, keep);
  }

  @Override
  public Deleted deleteAll(Set<String> keys) throws IOException {
    return store.deleteAll(keys);
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    return store.list(prefix);
  }

  @Override
  public void visit(String prefix, Consumer<StoredObject> visitor) throws IOException {
    store.visit(prefix, visitor);
  }

  @Override
  public long freeBytes() throws IOException {
    return store.freeBytes();
  }

  @Override
  public Space space() throws IOException {
    return store.space();
  }

  @Override
  public Unsent unsent() {
    return store.unsent();
  }

  @Override
  public List<Violation> check() throws IOException {
    return store.check();
  }

  @Override
  public List<Violation> check(Consumer<StoredObject> visitor) throws IOException {
    return store.check(visitor);
  }

  @Override
  public void close() {
    store.close();
  }
}
