package io.sightline.clipstore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where media lies. Keys are relative, with slashes, in {@link ClipLayout}'s shape. An object is
 * there whole or not at all. Safe for use by several threads and, for different keys, several
 * processes.
 */
public interface ClipStore extends AutoCloseable {

  /**
   * Begins an object whose bytes the caller writes to {@link StagedObject#path()}. A file left
   * there by a process that died is truncated; take it over first with {@link #leftStaged}.
   */
  StagedObject stage(String key) throws IOException;

  /** The staged file that a process which died left for this key, if any. */
  Optional<Path> leftStaged(String key) throws IOException;

  /** What {@link #leftStaged} found, as the bytes of the object; sealed ones as far as they go. */
  default Optional<StagedBytes> leftBytes(String key) throws IOException {
    return leftStaged(key).map(StagedBytes::plain);
  }

  /** Removes what {@link #leftStaged} returned. */
  void discardStaged(String key) throws IOException;

  /**
   * Keys below the prefix for which there is a staged file, whoever writes it or has left it,
   * sorted.
   */
  default List<String> staged(String prefix) throws IOException {
    return List.of();
  }

  /**
   * Writes a small object without waiting for the disk: atomic, but may be lost with the machine.
   */
  void put(String key, byte[] bytes) throws IOException;

  /**
   * Opens an object from an offset to its end. Throws {@link java.nio.file.NoSuchFileException} if
   * it is not there.
   */
  InputStream open(String key, long offset) throws IOException;

  /** Opens an object as it is stored, which for a sealed one is something else than its bytes. */
  default InputStream openStored(String key) throws IOException {
    return open(key, 0);
  }

  /** What records call the way in which an object is encrypted; empty: it is not. */
  default String encryption(String key) throws IOException {
    return "";
  }

  /** How many bytes {@link #open} gives, or empty if it is not there. */
  Optional<Long> size(String key) throws IOException;

  /**
   * Deletes all objects under the prefix except those to keep; deleting what is gone is no error.
   */
  Deleted delete(String prefix, Set<String> keep) throws IOException;

  /** Deletes these objects and no others; those that are gone are no error. */
  Deleted deleteAll(Set<String> keys) throws IOException;

  /** Deletes one object and nothing beside it; false if it was not there. */
  default boolean deleteObject(String key) throws IOException {
    return deleteAll(Set.of(key)).objects() > 0;
  }

  /** All committed objects under the prefix, as stored, by key; the empty prefix lists all. */
  List<StoredObject> list(String prefix) throws IOException;

  /** As {@link #list}, one after the other in any order, so that no number of them fills memory. */
  default void visit(String prefix, Consumer<StoredObject> visitor) throws IOException {
    list(prefix).forEach(visitor);
  }

  /** Free bytes where media is written; -1 if the store cannot tell. */
  long freeBytes() throws IOException;

  /** How much room there is where the objects lie once they are committed. */
  Space space() throws IOException;

  /** What is committed, and kept by this process until the store proper takes it. */
  default Unsent unsent() {
    return Unsent.NOTHING;
  }

  /** Whatever breaks an invariant of the layout. */
  List<Violation> check() throws IOException;

  /** As {@link #check} and {@link #visit} of all, where it can in one look at the store. */
  default List<Violation> check(Consumer<StoredObject> visitor) throws IOException {
    visit("", visitor);
    return check();
  }

  @Override
  void close();

  /** An object being written. Closing it without a commit discards it. */
  interface StagedObject extends StagedBytes, AutoCloseable {
    /** Makes the bytes durable and visible under the key: fsync, rename, fsync of the folder. */
    StoredObject commit() throws IOException;

    @Override
    void close();
  }

  /**
   * @param bytes size
   */
  record StoredObject(String key, long bytes) {}

  record Deleted(int objects, long bytes) {}

  /**
   * @param freeBytes that can still be written; -1: nobody can tell, as of a bucket
   * @param totalBytes of the whole file system; -1 unknown
   */
  record Space(long freeBytes, long totalBytes) {
    public static final Space UNKNOWN = new Space(-1, -1);
  }

  /**
   * @param why for people; empty if nothing waits
   */
  record Unsent(int objects, long bytes, String why) {
    public static final Unsent NOTHING = new Unsent(0, 0, "");
  }

  /** A broken invariant: which key, and what is wrong with it. */
  record Violation(String key, String problem) {}
}
