package io.sightline.clipstore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** An object of a store, read from any place: opened anew where it is not read on. */
public final class ObjectChannel implements SeekableByteChannel {
  private final ClipStore store;
  private final String key;
  private final long size;
  private long at;
  private long openedAt = -1;
  private @Nullable InputStream stream;
  private boolean closed;

  /** Throws {@link NoSuchFileException} if it is not there. */
  public ObjectChannel(ClipStore store, String key) throws IOException {
    this.store = store;
    this.key = key;
    this.size = store.size(key).orElseThrow(() -> new NoSuchFileException(key));
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    if (at >= size) {
      return -1;
    }
    byte[] bytes = new byte[(int) Math.min(to.remaining(), size - at)];
    int count = stream().readNBytes(bytes, 0, bytes.length);
    if (count < bytes.length) {
      throw new IOException(
          "object '" + key + "' ends at byte " + (at + count) + ", expected " + size);
    }
    to.put(bytes, 0, count);
    at += count;
    openedAt = at;
    return count;
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

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long to) {
    throw new NonWritableChannelException();
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
