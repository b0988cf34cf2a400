package io.sightline.clipstore;

import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.ClipStore.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file being written, and the way it becomes an object. */
final class StagedFile implements StagedObject {
  /** What makes the bytes of a file durable and visible under the key. */
  interface Committing {
    void commit(Path file) throws IOException;
  }

  private final String key;
  private final Path file;
  private final Committing committing;
  private boolean done;

  StagedFile(String key, Path file, Committing committing) {
    this.key = key;
    this.file = file;
    this.committing = committing;
  }

  @Override
  public Path path() {
    return file;
  }

  @Override
  public StoredObject commit() throws IOException {
    if (done) {
      throw new IllegalStateException(key + " is committed or discarded already");
    }
    long bytes = Files.size(file);
    try {
      committing.commit(file);
    } catch (IOException e) {
      throw DurableFiles.explained(e, file, bytes);
    }
    done = true;
    return new StoredObject(key, bytes);
  }

  @Override
  public void close() {
    if (done) {
      return;
    }
    done = true;
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
