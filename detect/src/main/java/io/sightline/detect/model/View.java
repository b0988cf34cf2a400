package io.sightline.detect.model;

/**
 * What a picture shows of the frame.
 *
 * @param area fractions of the frame
 */
public record View(Rect area) {
  /** The frame itself. */
  public static final View WHOLE = new View(Rect.FRAME);

  /** A box this near to the crop's edge, in fractions of the crop, ends there. */
  private static final float AT_EDGE = 0.01f;

  /** Smaller parts of a frame are none. */
  private static final float MIN_SIDE = 0.001f;

  public View {
    if (!area.isFinite()
        || !area.isWithin(Rect.FRAME)
        || area.width() < MIN_SIDE
        || area.height() < MIN_SIDE) {
      throw new IllegalArgumentException(
          "crop at " + area + ": expected a part of the frame, fractions of 0 to 1");
    }
  }

  private boolean isWhole() {
    return area.equals(Rect.FRAME);
  }

  /** What was found in this picture, as part of the frame. */
  public Sighting sighting(Found found, int model) {
    Rect box = found.box();
    Rect inFrame =
        new Rect(
                area.left() + box.left() * area.width(),
                area.top() + box.top() * area.height(),
                area.left() + box.right() * area.width(),
                area.top() + box.bottom() * area.height())
            .intersection(Rect.FRAME);
    Found mapped = new Found(found.label(), found.score(), inFrame);
    return new Sighting(isWhole() ? found : mapped, model, !isWhole(), isCut(box));
  }

  private boolean isCut(Rect box) {
    return (area.left() > AT_EDGE && box.left() < AT_EDGE)
        || (area.top() > AT_EDGE && box.top() < AT_EDGE)
        || (area.right() < 1 - AT_EDGE && box.right() > 1 - AT_EDGE)
        || (area.bottom() < 1 - AT_EDGE && box.bottom() > 1 - AT_EDGE);
  }
}
