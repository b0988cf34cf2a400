package io.sightline.standalone.store;

import io.sightline.clipstore.ClipStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes to one store and reads from another. */
record ForgetfulStore(ClipStore written, ClipStore read) implements ClipStore {
  @Override
  public StagedObject stage(String key) throws IOException {
    return written.stage(key);
  }

  @Override
  public Optional<Path> leftStaged(String key) throws IOException {
    return written.leftStaged(key);
  }

  @Override
  public void discardStaged(String key) throws IOException {
    written.discardStaged(key);
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    written.put(key, bytes);
  }

  @Override
  public InputStream open(String key, long offset) throws IOException {
    return read.open(key, offset);
  }

  @Override
  public Optional<Long> size(String key) throws IOException {
    return read.size(key);
  }

  @Override
  public Deleted delete(String prefix, Set<String> keep) throws IOException {
    return written.delete(prefix, keep);
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    return read.list(prefix);
  }

  @Override
  public Deleted deleteAll(Set<String> keys) throws IOException {
    return written.deleteAll(keys);
  }

  @Override
  public Space space() throws IOException {
    return written.space();
  }

  @Override
  public long freeBytes() throws IOException {
    return written.freeBytes();
  }

  @Override
  public List<Violation> check() throws IOException {
    return read.check();
  }

  @Override
  public void close() {}
}
