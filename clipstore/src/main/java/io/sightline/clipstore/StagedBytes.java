package io.sightline.clipstore;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of an object in a file of this host. Where they are {@linkplain #isSealed sealed} the
 * file holds something else: then only {@link #write} and {@link #read} know them.
 */
public interface StagedBytes {
  /** The local file; to be written to as it is only if the bytes are not sealed. */
  Path path();

  /** Whether the file holds the bytes encrypted. */
  default boolean isSealed() {
    return false;
  }

  /** What records call the way in which the bytes are encrypted; empty: they are not. */
  default String encryption() {
    return "";
  }

  /** Begins anew; the bytes are whole when the stream is closed. */
  default OutputStream write() throws IOException {
    return Files.newOutputStream(path());
  }

  /** What was written; of sealed bytes that broke off, what can be told to be genuine. */
  default SeekableByteChannel read() throws IOException {
    return FileChannel.open(path(), StandardOpenOption.READ);
  }

  /** A file that holds the bytes as they are. */
  static StagedBytes plain(Path file) {
    return () -> file;
  }
}
