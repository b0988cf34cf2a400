package io.sightline.ingest.media;

import org.jspecify.annotations.Nullable;

/** An opened camera or recording. Used by one thread. */
public interface MediaSource extends AutoCloseable {
  StreamInfo info();

  /**
   * The next packet or picture, in the order in which the source delivers them; null at the end. A
   * picture follows its packet, possibly some packets later. Blocks at most for the source's read
   * timeout.
   *
   * @throws SourceException the source failed: it is to be closed
   */
  @Nullable MediaEvent next() throws SourceException;

  /** Packets that were broken or could not be decoded, so far. */
  default long errors() {
    return 0;
  }

  /** Whether masks that are to be burnt in are black in its packets already. */
  default boolean burnsMasksIn() {
    return false;
  }

  @Override
  void close();
}
