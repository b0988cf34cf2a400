package io.sightline.ingest.media;

import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaEvent.Picture;
import java.io.IOException;

/**
 * Decodes those video packets of a source that somebody wants to see. Used by one thread at a time,
 * which may be another one than that which reads the source; closed with the source.
 */
public interface PictureDecoder {

  /** Takes pictures in the order in which they are to be shown, each valid during the call. */
  interface Viewer {
    void show(Picture picture) throws IOException;
  }

  /** Decodes a packet that follows the one before, or a key packet; shows what that completes. */
  void decode(Packet packet, Viewer viewer) throws SourceException, IOException;

  /** Shows what is held back. A key packet must follow. */
  void drain(Viewer viewer) throws SourceException, IOException;

  /** Forgets what is held back. A key packet must follow. */
  void restart();

  /**
   * Decodes a key packet by itself, cheaply: good enough to be scaled down. A key packet must
   * follow.
   */
  void glance(Packet key, Viewer viewer) throws SourceException, IOException;

  /** Codec parameters as the container holds them; may be empty. */
  byte[] extradata();
}
