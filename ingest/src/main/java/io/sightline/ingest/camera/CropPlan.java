package io.sightline.ingest.camera;

import io.sightline.ingest.media.PixelBox;
import io.sightline.ingest.motion.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Which parts of a picture are cut out of it at full resolution, for a detector that brings all it
 * is given to one size: squares around what moved, where that is so small that the detector sees it
 * at least three times as large in the crop as in the whole picture. Pure.
 */
final class CropPlan {
  /** Side of the crop, against the larger side of what moved. */
  private static final double ROOM = 1.6;

  /** A crop is worth looking at if it is at most one of so many parts of the picture's width. */
  private static final int LEAST_ZOOM = 3;

  /** Few sizes, so that encoders can be kept; also the smallest: less holds too few pixels. */
  private static final int STEP_PIXELS = 64;

  private static final int SMALLEST_PIXELS = 128;

  private CropPlan() {}

  /**
   * @param regions where something differs, most important first
   * @param most crops
   */
  static List<PixelBox> of(List<Region> regions, int width, int height, int most) {
    List<PixelBox> crops = new ArrayList<>();
    for (Region region : regions) {
      PixelBox moved = pixels(region, width, height);
      if (crops.size() < most && crops.stream().noneMatch(crop -> crop.contains(moved))) {
        int side = side(moved);
        if (side * LEAST_ZOOM <= Math.max(width, height)) {
          crops.add(square(moved, side, width, height));
        }
      }
    }
    return List.copyOf(crops);
  }

  private static PixelBox pixels(Region region, int width, int height) {
    int left = Math.min(width - 1, (int) (region.left() * width));
    int top = Math.min(height - 1, (int) (region.top() * height));
    int right = Math.min(width, (int) Math.ceil((region.left() + region.width()) * width));
    int bottom = Math.min(height, (int) Math.ceil((region.top() + region.height()) * height));
    return new PixelBox(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
  }

  private static int side(PixelBox moved) {
    int wanted = (int) Math.ceil(ROOM * Math.max(moved.width(), moved.height()));
    int steps = (wanted + STEP_PIXELS - 1) / STEP_PIXELS;
    return Math.max(SMALLEST_PIXELS, steps * STEP_PIXELS);
  }

  /** Even, since colour has half the resolution. */
  private static PixelBox square(PixelBox around, int side, int width, int height) {
    int w = Math.min(side, width);
    int h = Math.min(side, height);
    int left = around.left() + around.width() / 2 - w / 2;
    int top = around.top() + around.height() / 2 - h / 2;
    return new PixelBox(within(left, width - w), within(top, height - h), w, h);
  }

  private static int within(int value, int most) {
    return Math.max(0, Math.min(most, value)) & ~1;
  }
}
