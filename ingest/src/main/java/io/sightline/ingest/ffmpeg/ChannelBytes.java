package io.sightline.ingest.ffmpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A channel to read from. */
record ChannelBytes(SeekableByteChannel channel) implements CustomIo.Bytes {
  @Override
  public int read(byte[] to, int count) throws IOException {
    return channel.read(ByteBuffer.wrap(to, 0, count));
  }

  @Override
  public boolean seeks() {
    return true;
  }

  @Override
  public void seek(long to) throws IOException {
    channel.position(to);
  }

  @Override
  public long position() throws IOException {
    return channel.position();
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }
}
