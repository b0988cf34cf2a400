package io.sightline.detect.model;

import java.util.List;

/**
 * The part of a frame in which to look for people, with the room around a person that the detector
 * was trained with. It may reach beyond the frame.
 *
 * @param area fractions of the frame
 * @param regions what moved, fractions of the frame; none: not known
 */
public record SearchArea(Rect area, List<Rect> regions) {
  /** Room above and below, of the height of what moved. */
  private static final float MARGIN = 0.2f;

  /** Where only a part of a person differs from the scene, the rest is near. */
  private static final float MIN_HEIGHT = 0.6f;

  /** Share of a person that has to differ from the scene: a chair next to a cat does not. */
  private static final float MIN_MOVED = 0.75f;

  /** Least width in heights, in pixels: a person with a little room on both sides. */
  private static final float MIN_ASPECT = 0.6f;

  /**
   * @param regions what moved, fractions of the frame; none: look everywhere
   * @param frameAspect the frame's width in heights, pixels
   */
  public static SearchArea around(List<Rect> regions, float frameAspect) {
    Rect moved = regions.stream().reduce(Rect::union).orElse(Rect.FRAME).intersection(Rect.FRAME);
    if (moved.area() <= 0) {
      moved = Rect.FRAME;
    }
    float height = Math.max(moved.height() * (1 + 2 * MARGIN), MIN_HEIGHT);
    float width =
        Math.max(moved.width() * (1 + MARGIN), Math.min(1, MIN_ASPECT * height / frameAspect));
    float left = placed((moved.left() + moved.right() - width) / 2, width);
    float top = placed((moved.top() + moved.bottom() - height) / 2, height);
    return new SearchArea(new Rect(left, top, left + width, top + height), regions);
  }

  /** True if the box, in fractions of the frame, is mostly within what moved. */
  public boolean moved(Rect box) {
    float sum = 0;
    for (Rect region : regions) {
      sum += region.intersection(box).area();
    }
    return regions.isEmpty() || sum >= MIN_MOVED * box.area();
  }

  /** Moved back towards the frame where it reaches out farther than the margin. */
  private static float placed(float from, float length) {
    if (length >= 1 + 2 * MARGIN) {
      return (1 - length) / 2;
    }
    return Math.max(-MARGIN, Math.min(from, 1 + MARGIN - length));
  }
}
