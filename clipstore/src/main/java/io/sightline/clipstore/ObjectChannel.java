package io.sightline.clipstore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * An object of a store, read from any place: opened anew where it is not read on. Its first bytes
 * are kept, since whoever looks what it is goes on to read it. Not safe for use by several threads.
 */
public final class ObjectChannel implements ReadOnlyChannel {
  private static final int HEAD_BYTES = 64;
  private static final long UNKNOWN = -1;

  private final ClipStore store;
  private final String key;
  private byte @Nullable [] head;
  private long size = UNKNOWN;
  private long at;
  private long openedAt = -1;
  private @Nullable InputStream stream;
  private boolean closed;

  /** Whether it is there the first read tells, or its size. */
  public ObjectChannel(ClipStore store, String key) {
    this.store = store;
    this.key = key;
  }

  /** As much as is asked for, or all there is: some readers take less for the end. */
  @Override
  public int read(ByteBuffer to) throws IOException {
    if (at >= HEAD_BYTES) {
      return read(to, stream());
    }
    byte[] first = head();
    if (at >= first.length) {
      return end();
    }
    int count = (int) Math.min(to.remaining(), first.length - at);
    to.put(first, (int) at, count);
    at += count;
    if (to.hasRemaining() && at == HEAD_BYTES) {
      count += Math.max(0, read(to, stream()));
    }
    return count;
  }

  private int read(ByteBuffer to, InputStream from) throws IOException {
    byte[] bytes = new byte[to.remaining()];
    int count = from.readNBytes(bytes, 0, bytes.length);
    if (count == 0 && bytes.length > 0) {
      return end();
    }
    to.put(bytes, 0, count);
    at += count;
    openedAt = at;
    return count;
  }

  private int end() throws IOException {
    if (size != UNKNOWN && at < size) {
      throw new IOException("object '" + key + "' ends at byte " + at + ", expected " + size);
    }
    return -1;
  }

  private byte[] head() throws IOException {
    byte[] known = head;
    if (known == null) {
      drop();
      InputStream opened = store.open(key, 0);
      stream = opened;
      known = opened.readNBytes(HEAD_BYTES);
      head = known;
      openedAt = known.length;
    }
    return known;
  }

  private InputStream stream() throws IOException {
    InputStream open = stream;
    if (open == null || openedAt != at) {
      drop();
      open = store.open(key, at);
      stream = open;
      openedAt = at;
    }
    return open;
  }

  private void drop() throws IOException {
    InputStream open = stream;
    stream = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public long position() {
    return at;
  }

  @Override
  public SeekableByteChannel position(long to) {
    at = to;
    return this;
  }

  /** Throws {@link NoSuchFileException} if it is not there. */
  @Override
  public long size() throws IOException {
    if (size == UNKNOWN) {
      size = store.size(key).orElseThrow(() -> new NoSuchFileException(key));
    }
    return size;
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    drop();
  }
}
