package io.sightline.ingest.media;

import io.sightline.ingest.mask.Masks;
import java.io.IOException;

/** What a source delivers. Times are microseconds since the first picture of the source. */
public sealed interface MediaEvent {

  /**
   * A packet as it came.
   *
   * @param stream index into {@link StreamInfo#streams()}
   * @param ptsMicros when it is to be shown
   * @param dtsMicros when it is to be decoded
   * @param durationMicros 0 if unknown
   * @param key whether decoding can begin here
   */
  record Packet(
      int stream, byte[] data, long ptsMicros, long dtsMicros, long durationMicros, boolean key)
      implements MediaEvent {}

  /** A decoded picture. Valid until the next call of {@link MediaSource#next()}. */
  non-sealed interface Picture extends MediaEvent {
    long ptsMicros();

    int width();

    int height();

    /** Brightness 0..255, row by row, scaled down to the given size by area. */
    byte[] luma(int width, int height);

    /** The picture as JPEG, scaled down to at most the given width. */
    byte[] jpeg(int maxWidth) throws IOException;

    /**
     * The same with every pixel under a mask black.
     *
     * @throws IOException also where the picture cannot be masked: there is none then
     */
    default byte[] jpeg(int maxWidth, Masks masks) throws IOException {
      if (!masks.isEmpty()) {
        throw new IOException("pictures of this source cannot be masked");
      }
      return jpeg(maxWidth);
    }

    /**
     * A part of the picture as JPEG, at full resolution but scaled down to at most so many pixels a
     * side, with every pixel under a mask black.
     *
     * @throws IOException also where no part can be cut out: there is none then
     */
    default byte[] crop(PixelBox part, int maxSide, Masks masks) throws IOException {
      throw new IOException("no parts can be cut out of pictures of this source");
    }
  }
}
