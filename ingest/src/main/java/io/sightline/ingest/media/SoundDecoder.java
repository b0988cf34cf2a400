package io.sightline.ingest.media;

import io.sightline.ingest.sound.Samples;
import java.util.List;

/** Packets of one sound track to samples. Used by one thread. */
public interface SoundDecoder extends AutoCloseable {

  /**
   * What the packet gives, on the axis of the source; often one stretch, and none for one that is
   * broken.
   */
  List<Samples> decode(MediaEvent.Packet packet);

  /** Packets that could not be decoded since the last one that could. */
  int errorsInARow();

  @Override
  void close();

  /** Opens decoders; one for each kind of media library. */
  interface Factory {
    /**
     * @throws SourceException there is no decoder for it
     */
    SoundDecoder open(StreamInfo.Stream track) throws SourceException;
  }
}
