package io.sightline.clipstore.crypt;

import io.sightline.clipstore.ReadOnlyChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** A channel that ends where it is told to: earlier than it does, or later, with zeros behind. */
final class CutOff implements ReadOnlyChannel {
  private final SeekableByteChannel inner;
  private final long end;
  private long at;

  CutOff(SeekableByteChannel inner, long end) {
    this.inner = inner;
    this.end = end;
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    if (at >= end) {
      return -1;
    }
    int most = (int) Math.min(to.remaining(), end - at);
    int count = at < inner.size() ? real(to, most) : zeros(to, most);
    at += Math.max(0, count);
    return count;
  }

  private int real(ByteBuffer to, int most) throws IOException {
    int limit = to.limit();
    to.limit(to.position() + most);
    inner.position(at);
    int count = inner.read(to);
    to.limit(limit);
    return count;
  }

  private static int zeros(ByteBuffer to, int most) {
    byte[] zeros = new byte[most];
    Arrays.fill(zeros, (byte) 0);
    to.put(zeros);
    return most;
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
    return end;
  }

  @Override
  public boolean isOpen() {
    return inner.isOpen();
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }
}
