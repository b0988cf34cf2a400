package io.sightline.detect;

import io.sightline.clipstore.ClipStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Small objects in memory. */
final class MemoryStore implements ClipStore {
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

  @Override
  public void put(String key, byte[] bytes) {
    objects.put(key, bytes);
  }

  @Override
  public InputStream open(String key, long offset) throws IOException {
    byte[] bytes = objects.get(key);
    if (bytes == null) {
      throw new NoSuchFileException(key);
    }
    return new ByteArrayInputStream(bytes, (int) offset, bytes.length);
  }

  @Override
  public StagedObject stage(String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Path> leftStaged(String key) {
    return Optional.empty();
  }

  @Override
  public void discardStaged(String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Long> size(String key) {
    return Optional.ofNullable(objects.get(key)).map(bytes -> (long) bytes.length);
  }

  @Override
  public Deleted delete(String prefix, Set<String> keep) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<StoredObject> list(String prefix) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Deleted deleteAll(Set<String> keys) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Space space() {
    return Space.UNKNOWN;
  }

  @Override
  public long freeBytes() {
    return -1;
  }

  @Override
  public List<Violation> check() {
    return List.of();
  }

  @Override
  public void close() {}
}
