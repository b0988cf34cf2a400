package io.sightline.detect.model;

import java.util.List;

/**
 * The part of a frame in which to look for people, with the room around a person that the detector
 * was trained with. It may reach beyond the frame.
 *
 * @param area fractions of the frame
 * @param regions what moved, fractions of the frame; none: not known
 * @param frameAspect the frame's width in heights, pixels
 */
public record SearchArea(Rect area, List<Rect> regions, float frameAspect) {
  /** Room above and below, of the height of what moved. */
  private static final float MARGIN = 0.2f;

  /** Where only a part of a person differs from the scene, the rest is near. */
  private static final float MIN_HEIGHT = 0.6f;

  /** Share of a person that has to differ from the scene: a chair next to a cat does not. */
  private static final float MIN_MOVED = 0.75f;

  /** What moved and is this wide, in heights, is nobody upright. */
  private static final float MAX_ASPECT = 1.1f;

  /** Where what moved is taller than the person by this, it is more than the person. */
  private static final float MAX_TALLER = 1.4f;

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
    return new SearchArea(new Rect(left, top, left + width, top + height), regions, frameAspect);
  }

  /**
   * True if a person in this box, fractions of the frame, goes with what moved: most of the box
   * did, and it is not a part of something wider than tall, such as an animal.
   */
  public boolean moved(Rect box) {
    List<Rect> here = regions.stream().filter(r -> r.intersection(box).area() > 0).toList();
    if (here.isEmpty()) {
      return regions.isEmpty();
    }
    float sum = 0;
    for (Rect region : here) {
      sum += region.intersection(box).area();
    }
    return sum >= MIN_MOVED * box.area() && !isLying(here, box);
  }

  private boolean isLying(List<Rect> moved, Rect box) {
    Rect whole = moved.stream().reduce(Rect::union).orElse(box);
    return whole.height() < MAX_TALLER * box.height()
        && whole.width() * frameAspect > MAX_ASPECT * whole.height();
  }

  /** Moved back towards the frame where it reaches out farther than the margin. */
  private static float placed(float from, float length) {
    if (length >= 1 + 2 * MARGIN) {
      return (1 - length) / 2;
    }
    return Math.max(-MARGIN, Math.min(from, 1 + MARGIN - length));
  }
}
