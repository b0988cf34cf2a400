package io.sightline.ingest.media;

import org.jspecify.annotations.Nullable;

/** An opened camera or recording. Used by one thread. */
public interface MediaSource extends AutoCloseable {
  StreamInfo info();

  /**
   * The next packet or picture, in the order in which the source delivers them; null at the end. A
   * picture follows its packet, possibly some packets later. The bytes of a packet may be lent
   * until the next call ({@link MediaEvent.Packet#kept}). Blocks at most for the source's read
   * timeout.
   *
   * @throws SourceException the source failed: it is to be closed
   */
  @Nullable MediaEvent next() throws SourceException;

  /** Packets that were broken or could not be decoded, so far. */
  default long errors() {
    return 0;
  }

  /**
   * When the video packet delivered last was made by the camera's own clock, microseconds since
   * 1970; -1 if it does not tell.
   */
  default long senderMicros() {
    return -1;
  }

  /**
   * How long ago the first video packet came, microseconds, as far as that is known: what came
   * while the source was opened waits to be read. To be asked when that packet is delivered.
   */
  default long waitedMicros() {
    return 0;
  }

  /**
   * Leaves decoding to the caller: from now on {@link #next} delivers packets only. Null if the
   * source has no decoder to give away and goes on delivering pictures.
   */
  default @Nullable PictureDecoder takeDecoder() {
    return null;
  }

  /** Whether masks that are to be burnt in are black in its packets already. */
  default boolean burnsMasksIn() {
    return false;
  }

  @Override
  void close();
}
