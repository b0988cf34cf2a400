package io.sightline.detect.model;

/**
 * How a frame is fitted into a model's square input: scaled with its proportions kept and padded to
 * the square, or stretched. The same value maps boxes back.
 *
 * @param size side of the input, pixels
 * @param width the scaled frame's, pixels of the input
 * @param height the scaled frame's, pixels of the input
 * @param left where the scaled frame begins
 * @param top where the scaled frame begins
 */
public record Letterbox(int size, int width, int height, int left, int top) {

  /** Where the scaled frame lies in the square. */
  public enum Placement {
    TOP_LEFT,
    CENTRE,
    /** It fills the square; its proportions are lost. */
    STRETCH
  }

  /**
   * @param frameWidth pixels, at least 1
   * @param frameHeight pixels, at least 1
   */
  public static Letterbox of(int frameWidth, int frameHeight, int size, Placement placement) {
    if (frameWidth < 1 || frameHeight < 1) {
      throw new IllegalArgumentException(
          "frame of " + frameWidth + "x" + frameHeight + " pixels: expected at least 1x1");
    }
    if (placement == Placement.STRETCH) {
      return new Letterbox(size, size, size, 0, 0);
    }
    long longer = Math.max(frameWidth, frameHeight);
    int width = Math.max(1, (int) ((long) size * frameWidth / longer));
    int height = Math.max(1, (int) ((long) size * frameHeight / longer));
    return placement == Placement.TOP_LEFT
        ? new Letterbox(size, width, height, 0, 0)
        : new Letterbox(size, width, height, (size - width) / 2, (size - height) / 2);
  }

  /** A box in pixels of the input, as fractions of the frame, cut off at the frame's edges. */
  public Rect toFrame(Rect box) {
    return new Rect(
            (box.left() - left) / width,
            (box.top() - top) / height,
            (box.right() - left) / width,
            (box.bottom() - top) / height)
        .intersection(Rect.FRAME);
  }

  /** A box in fractions of the frame, as pixels of the input. */
  public Rect toInput(Rect box) {
    return new Rect(
        left + box.left() * width,
        top + box.top() * height,
        left + box.right() * width,
        top + box.bottom() * height);
  }
}
