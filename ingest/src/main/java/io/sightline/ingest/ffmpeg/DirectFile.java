package io.sightline.ingest.ffmpeg;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.javacpp.BytePointer;

/**
 * A file that is written from front to back and past the page cache, where its file system allows
 * that: recordings are written once and hardly ever read, so the cache is of no use to them, and
 * copying into it costs as much as their digest. Used by one thread.
 *
 * <p>The disk takes whole blocks. Until the next {@link #settle} or {@link #close} a file that was
 * settled ends in up to a block of zeros.
 */
final class DirectFile implements Closeable {
  private static final int BUFFER_BYTES = 1 << 18;

  /** Of any usual disk; what a file system asks for beyond that is not met. */
  private static final int BLOCK_BYTES = 1 << 12;

  private final FileChannel file;
  private final BytePointer memory = new BytePointer(BUFFER_BYTES + BLOCK_BYTES);
  private final ByteBuffer buffer;

  /** Where in the file the buffer belongs: whole blocks from its beginning. */
  private long start;

  /** Bytes of the buffer that are in the file already. */
  private int settled;

  DirectFile(Path path) throws IOException {
    buffer = memory.asByteBuffer().alignedSlice(BLOCK_BYTES).limit(BUFFER_BYTES).slice();
    try {
      file = open(path);
    } catch (IOException e) {
      memory.close();
      throw e;
    }
  }

  private static FileChannel open(Path path) throws IOException {
    try {
      if (Files.getFileStore(path.toAbsolutePath().getParent()).getBlockSize() <= BLOCK_BYTES) {
        return open(path, ExtendedOpenOption.DIRECT);
      }
    } catch (IOException | UnsupportedOperationException e) {
      // A file system without it, or a fault that is met again below.
    }
    return open(path, StandardOpenOption.WRITE);
  }

  private static FileChannel open(Path path, OpenOption how) throws IOException {
    return FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        how);
  }

  void write(byte[] from, int count) throws IOException {
    for (int at = 0; at < count; ) {
      int length = Math.min(buffer.remaining(), count - at);
      buffer.put(from, at, length);
      at += length;
      if (!buffer.hasRemaining()) {
        settle();
      }
    }
  }

  /** What was written is in the file when this returns. */
  void settle() throws IOException {
    int end = buffer.position();
    if (end == settled) {
      return;
    }
    int blocks = end + BLOCK_BYTES - 1 & -BLOCK_BYTES;
    for (int i = end; i < blocks; i++) {
      buffer.put(i, (byte) 0);
    }
    ByteBuffer padded = buffer.duplicate().position(0).limit(blocks);
    uninterrupted(() -> writeAll(padded));
    settled = end % BLOCK_BYTES;
    int whole = end - settled;
    start += whole;
    buffer.position(0).put(buffer.slice(whole, settled));
  }

  private void writeAll(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes, start + bytes.position());
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  /** The channel would close itself for a thread that is interrupted. */
  private static void uninterrupted(Step step) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      step.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Also of a file that broke off: it has no zeros then that nobody wrote. Twice does no harm. */
  @Override
  public void close() throws IOException {
    if (memory.isNull()) {
      return;
    }
    try (file;
        memory) {
      try {
        settle();
      } finally {
        uninterrupted(() -> file.truncate(start + settled));
      }
    }
  }
}
