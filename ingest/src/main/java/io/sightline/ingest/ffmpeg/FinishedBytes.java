package io.sightline.ingest.ffmpeg;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * A finished container on its way to a stream that only goes forward, though its muxer comes back
 * to the head at the end: it is made twice. The first time the head is kept and the rest counted,
 * the second time the head goes first and the rest follows as it is made.
 */
final class FinishedBytes implements CustomIo.Bytes {
  private final byte[] head;
  private final OutputStream to;
  private final long expected;
  private long at;
  private long end;

  private FinishedBytes(byte[] head, OutputStream to, long expected) {
    this.head = head;
    this.to = to;
    this.expected = expected;
  }

  /**
   * The first time.
   *
   * @param headBytes the muxer comes back to no later place
   */
  static FinishedBytes measuring(int headBytes) {
    return new FinishedBytes(new byte[headBytes], OutputStream.nullOutputStream(), -1);
  }

  /** The second time, with the head as the first time left it. */
  FinishedBytes again(OutputStream stream) throws IOException {
    stream.write(head, 0, (int) Math.min(head.length, end));
    return new FinishedBytes(Arrays.copyOf(head, head.length), stream, end);
  }

  /** Whether the second time made what the first had. */
  void check() throws IOException {
    if (expected >= 0 && end != expected) {
      throw new IOException("a clip of " + end + " bytes was made, expected " + expected);
    }
  }

  @Override
  public void write(byte[] from) throws IOException {
    int inHead = (int) Math.max(0, Math.min(from.length, head.length - at));
    System.arraycopy(from, 0, head, (int) Math.min(at, head.length), inHead);
    if (inHead < from.length) {
      if (at + inHead < end) {
        throw new IOException("the muxer comes back to byte %d of %d".formatted(at, end));
      }
      to.write(from, inHead, from.length - inHead);
    }
    at += from.length;
    end = Math.max(end, at);
  }

  @Override
  public boolean seeks() {
    return true;
  }

  @Override
  public void seek(long where) {
    at = where;
  }

  @Override
  public long position() {
    return at;
  }

  @Override
  public long size() {
    return end;
  }
}
