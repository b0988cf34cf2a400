package io.sightline.clipstore;

import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.ClipStore.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file being written, and the way it becomes an object. */
final class StagedFile implements StagedObject {
  private final String key;
  private final Path file;
  private final Path target;
  private boolean done;

  StagedFile(String key, Path file, Path target) {
    this.key = key;
    this.file = file;
    this.target = target;
  }

  @Override
  public Path path() {
    return file;
  }

  /** fsync of the bytes, rename, fsync of the folder: in this order it survives a power cut. */
  @Override
  public StoredObject commit() throws IOException {
    if (done) {
      throw new IllegalStateException(key + " is committed or discarded already");
    }
    long bytes = Files.size(file);
    try {
      DurableFiles.syncFile(file);
      DurableFiles.moveInto(file, target, true);
      DurableFiles.syncFolder(DurableFiles.requireParent(target));
    } catch (IOException e) {
      throw DurableFiles.explained(e, target, bytes);
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
