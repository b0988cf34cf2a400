package io.sightline.retention;

import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.FilesClipStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store whose process dies in the middle of a deletion, when it is told to. */
final class CrashingStore implements ClipStore {
  /** Nothing catches it but the trial. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String where) {
      super(where);
    }
  }

  /** Where it dies. */
  enum In {
    /** Nothing is deleted. */
    BEFORE,
    /** Some objects are. */
    MIDDLE,
    /** All are, nobody knows. */
    AFTER
  }

  private final FilesClipStore store;
  private volatile @Nullable In next;
  private volatile @Nullable String refusal;

  CrashingStore(FilesClipStore store) {
    this.store = store;
  }

  /** The next deletion dies there; null: none does. */
  void crash(@Nullable In where) {
    next = where;
  }

  /** It deletes nothing and says why; null: it does again. */
  void refuse(@Nullable String why) {
    refusal = why;
  }

  @Override
  public synchronized Deleted delete(String prefix, Set<String> keep) throws IOException {
    if (refusal != null) {
      throw new IOException(refusal);
    }
    In where = next;
    next = null;
    if (where == In.BEFORE) {
      throw new Crash("before " + prefix);
    }
    if (where == In.MIDDLE) {
      List<StoredObject> objects = store.list(prefix);
      for (StoredObject object : objects.subList(0, Math.min(1, objects.size()))) {
        store.deleteObject(object.key());
      }
      throw new Crash("in the middle of " + prefix);
    }
    Deleted deleted = store.delete(prefix, keep);
    if (where == In.AFTER) {
      throw new Crash("after " + prefix);
    }
    return deleted;
  }

  @Override
  public Deleted deleteAll(Set<String> keys) throws IOException {
    return store.deleteAll(keys);
  }

  @Override
  public Space space() throws IOException {
    return store.space();
  }

  @Override
  public StagedObject stage(String key) throws IOException {
    return store.stage(key);
  }

  @Override
  public Optional<Path> leftStaged(String key) {
    return store.leftStaged(key);
  }

  @Override
  public void discardStaged(String key) throws IOException {
    store.discardStaged(key);
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    store.put(key, bytes);
  }

  @Override
  public InputStream open(String key, long offset) throws IOException {
    return store.open(key, offset);
  }

  @Override
  public Optional<Long> size(String key) throws IOException {
    return store.size(key);
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    return store.list(prefix);
  }

  @Override
  public long freeBytes() {
    return store.freeBytes();
  }

  @Override
  public List<Violation> check() throws IOException {
    return store.check();
  }

  @Override
  public void close() {}
}
