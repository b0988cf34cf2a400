package io.sightline.clipstore.crypt;

import io.sightline.clipstore.ReadOnlyChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** The bytes of a sealed object. A read that fails says of which one. */
final class Unsealed implements ReadOnlyChannel {
  private static final int TRIES = 100;

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
      int count = inner.read(to);
      for (int i = 0; count == 0 && to.hasRemaining() && i < TRIES; i++) {
        count = inner.read(to); // Tink gives nothing where it got a part of a segment.
      }
      return count;
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
  public boolean isOpen() {
    return inner.isOpen();
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }
}
