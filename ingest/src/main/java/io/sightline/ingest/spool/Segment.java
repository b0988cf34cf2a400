package io.sightline.ingest.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file of a spool; its name is the position of its first byte. Not thread-safe. Not a channel:
 * interrupting a thread would close it for all.
 */
final class Segment implements AutoCloseable {
  static final String SUFFIX = ".spool";

  private final Path path;
  private final RandomAccessFile file;
  private final long base;
  private long size;

  private Segment(Path path, long base, RandomAccessFile file, long size) {
    this.path = path;
    this.base = base;
    this.file = file;
    this.size = size;
  }

  static Segment open(Path folder, long base) throws IOException {
    Path path = folder.resolve("%020d".formatted(base) + SUFFIX);
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    return new Segment(path, base, file, file.length());
  }

  static long base(Path path) {
    String name = path.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }

  long base() {
    return base;
  }

  long end() {
    return base + size;
  }

  void append(ByteBuffer entry) throws IOException {
    long length = entry.remaining();
    try {
      file.seek(size);
      file.write(entry.array(), entry.position(), entry.remaining());
    } catch (IOException e) {
      file.setLength(size);
      throw e;
    }
    size += length;
  }

  /** The entry at a position of the spool, or null if there is no sound one. */
  @Nullable Entry read(long position) throws IOException {
    byte[] payload = EntryFormat.payload(file, position - base, size);
    return payload == null
        ? null
        : new Entry(
            position + EntryFormat.HEADER_BYTES + payload.length, EntryFormat.decode(payload));
  }

  /** Drops a torn end. Returns how many bytes that was. */
  long repair() throws IOException {
    long sound = 0;
    byte[] payload = EntryFormat.payload(file, sound, size);
    while (payload != null) {
      sound += EntryFormat.HEADER_BYTES + payload.length;
      payload = EntryFormat.payload(file, sound, size);
    }
    long torn = size - sound;
    if (torn > 0) {
      file.setLength(sound);
      size = sound;
    }
    return torn;
  }

  void force() throws IOException {
    file.getFD().sync();
  }

  void delete() throws IOException {
    close();
    Files.delete(path);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
