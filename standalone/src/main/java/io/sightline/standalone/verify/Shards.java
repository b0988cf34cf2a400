package io.sightline.standalone.verify;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Notes in files of a scratch folder: those of a unit lie in the same file, in the order in which
 * they came, and each file has about as many units as any other. Not safe for use by several
 * threads.
 */
final class Shards implements AutoCloseable {
  /** What a note is about. */
  enum Kind {
    OBJECT,
    CLIP,
    CLIP_GONE,
    PIECE,
    ENTRY,
    TOLD,
    KEY,
    KEY_GONE
  }

  /** Takes a note. */
  interface Reader {
    void read(Kind kind, String key, byte[] value) throws IOException;
  }

  private static final Kind[] KINDS = Kind.values();
  private static final int BUFFER_BYTES = 16_384;

  private final Path folder;
  private final List<Path> files = new ArrayList<>();
  private final List<DataOutputStream> writers = new ArrayList<>();

  /**
   * @param in where a folder is made
   * @param count of files, all of them open at once
   */
  Shards(Path in, int count) throws IOException {
    this.folder = Files.createTempDirectory(Files.createDirectories(in), "verify-");
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve(Integer.toString(i));
      files.add(file);
      writers.add(
          new DataOutputStream(
              new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)));
    }
  }

  int count() {
    return writers.size();
  }

  /** A file for what else does not fit into memory; it goes with the others. */
  Path beside(String name) {
    Path file = folder.resolve(name);
    files.add(file);
    return file;
  }

  /**
   * Notes something about a unit; where the disk does not take it, {@link UncheckedIOException}.
   */
  void add(Kind kind, String unit, String key, byte[] value) {
    // Ids of a camera differ in their last characters only: all bits count.
    int mixed = unit.hashCode() * 0x9E3779B9;
    DataOutputStream out = writers.get((mixed >>> 1) % writers.size());
    try {
      out.writeByte(kind.ordinal());
      out.writeUTF(key);
      out.writeInt(value.length);
      out.write(value);
    } catch (IOException e) {
      throw new UncheckedIOException("scratch folder " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Reads a file from its begin; nothing may be added any more. */
  void read(int shard, Reader reader) throws IOException {
    writers.get(shard).close();
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(files.get(shard)), BUFFER_BYTES))) {
      for (int kind = in.read(); kind >= 0; kind = in.read()) {
        String key = in.readUTF();
        reader.read(KINDS[kind], key, in.readNBytes(in.readInt()));
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (DataOutputStream writer : writers) {
      try {
        writer.close();
      } catch (IOException e) {
        continue; // It was full before, which was told; what counts is that the files go.
      }
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }
}
