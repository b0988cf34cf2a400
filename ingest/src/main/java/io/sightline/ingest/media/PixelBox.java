package io.sightline.ingest.media;

/** A part of a picture, in pixels of the picture, origin at the top left. */
public record PixelBox(int left, int top, int width, int height) {
  public PixelBox {
    if (left < 0 || top < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "part of %d x %d pixels at (%d, %d): expected 1 x 1 or more, inside of the picture"
              .formatted(width, height, left, top));
    }
  }

  public boolean fits(int pictureWidth, int pictureHeight) {
    return left + width <= pictureWidth && top + height <= pictureHeight;
  }

  public boolean contains(PixelBox other) {
    return left <= other.left
        && top <= other.top
        && left + width >= other.left + other.width
        && top + height >= other.top + other.height;
  }
}
