package io.sightline.clipstore;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A channel of media that nobody writes through. */
public interface ReadOnlyChannel extends SeekableByteChannel {
  @Override
  default int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  default SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }
}
