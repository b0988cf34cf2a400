package io.sightline.detect.model;

import io.sightline.detect.model.Letterbox.Placement;

/**
 * How a model wants its picture.
 *
 * @param size side of the square, pixels
 * @param padding value of the pixels around the frame, 0..255
 */
public record InputForm(
    int size,
    Placement placement,
    int padding,
    Colours colours,
    Normalisation normalisation,
    Packing packing) {

  /** Order of the colours. */
  public enum Colours {
    BGR,
    RGB
  }

  /** How the values lie. */
  public enum Packing {
    /** A plane for each colour, each value a float. */
    PLANES,
    /** Pixel by pixel, each value a byte. */
    PIXELS
  }

  /** Planes of floats. */
  static InputForm planes(
      int size, Placement placement, int padding, Colours colours, Normalisation normalisation) {
    return new InputForm(size, placement, padding, colours, normalisation, Packing.PLANES);
  }

  /** Bytes of a picture. */
  public int bytes() {
    return 3 * size * size * (packing == Packing.PLANES ? Float.BYTES : 1);
  }

  /** Where a frame of this size lies in the square. */
  public Letterbox letterbox(int frameWidth, int frameHeight) {
    return Letterbox.of(frameWidth, frameHeight, size, placement);
  }
}
