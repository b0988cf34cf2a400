package io.sightline.ingest.motion;

/**
 * A small grey picture.
 *
 * @param atMicros capture time, microseconds since 1970
 * @param luma brightness 0..255, row by row
 */
public record LumaPicture(long atMicros, int width, int height, byte[] luma) {
  public LumaPicture {
    if (width < 1 || height < 1 || luma.length != width * height) {
      throw new IllegalArgumentException(
          "picture of " + luma.length + " bytes: expected " + width + " x " + height);
    }
  }
}
