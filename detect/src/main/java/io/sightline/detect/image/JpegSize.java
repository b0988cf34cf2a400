package io.sightline.detect.image;

import io.sightline.detect.model.DetectionException;

/**
 * What a JPEG says about its size, read before a byte of memory is taken for its pixels.
 *
 * @param width pixels
 * @param height pixels
 */
record JpegSize(int width, int height) {
  private static final int MAX_SIDE = 8192;
  private static final int MARKER = 0xFF;
  private static final int FIRST_FRAME = 0xC0;
  private static final int LAST_FRAME = 0xCF;

  /**
   * Reads the header of the first frame.
   *
   * @param jpeg begins with FF D8
   */
  static JpegSize read(byte[] jpeg) throws DetectionException {
    int at = 2;
    while (at + 9 < jpeg.length && unsigned(jpeg, at) == MARKER) {
      int kind = unsigned(jpeg, at + 1);
      if (isFrame(kind)) {
        return checked(word(jpeg, at + 7), word(jpeg, at + 5));
      }
      at += kind == MARKER ? 1 : hasNoLength(kind) ? 2 : 2 + Math.max(2, word(jpeg, at + 2));
    }
    throw new DetectionException(
        "picture of " + jpeg.length + " bytes is no readable JPEG: it names no size");
  }

  private static boolean isFrame(int kind) {
    // C4, C8 and CC lie between them and are tables.
    return kind >= FIRST_FRAME && kind <= LAST_FRAME && kind % 4 != 0 || kind == FIRST_FRAME;
  }

  private static boolean hasNoLength(int kind) {
    return kind >= 0xD0 && kind <= 0xD9 || kind == 0x01;
  }

  private static JpegSize checked(int width, int height) throws DetectionException {
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new DetectionException(
          "picture of "
              + width
              + "x"
              + height
              + " pixels: expected at most "
              + MAX_SIDE
              + "x"
              + MAX_SIDE);
    }
    return new JpegSize(width, height);
  }

  private static int word(byte[] jpeg, int at) {
    return unsigned(jpeg, at) << 8 | unsigned(jpeg, at + 1);
  }

  private static int unsigned(byte[] jpeg, int at) {
    return jpeg[at] & 0xFF;
  }
}
