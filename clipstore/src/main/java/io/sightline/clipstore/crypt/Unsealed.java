package io.sightline.clipstore.crypt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** The bytes of a sealed object. A read that fails says of which one. */
final class Unsealed implements SeekableByteChannel {
  private final SeekableByteChannel inner;
  private final String key;

  Unsealed(SeekableByteChannel inner, String key) {
    this.inner = inner;
    this.key = key;
  }

  static String refusal(String key) {
    return "object '"
        + key
        + "' cannot be decrypted: it was changed, cut off, stored under another key or moved here"
        + " from elsewhere";
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    if (inner.position() >= inner.size()) {
      return -1;
    }
    try {
      return inner.read(to);
    } catch (IOException e) {
      throw new IOException(refusal(key) + ": " + e.getMessage(), e);
    }
  }

  @Override
  public long position() throws IOException {
    return inner.position();
  }

  @Override
  public SeekableByteChannel position(long at) throws IOException {
    inner.position(at);
    return this;
  }

  @Override
  public long size() throws IOException {
    return inner.size();
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
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
