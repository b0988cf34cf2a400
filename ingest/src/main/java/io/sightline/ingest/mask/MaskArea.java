package io.sightline.ingest.mask;

import io.sightline.avro.Mask;
import io.sightline.avro.MaskPoint;
import java.util.List;

/**
 * A polygon on the frame. What its line goes around more than once is inside.
 *
 * @param name for people
 * @param corners in order, at least three
 * @param burntIn black in clips and recordings too
 */
public record MaskArea(String name, List<Corner> corners, boolean burntIn) {
  private static final int MIN_CORNERS = 3;

  /** In fractions of the frame, origin at the top left. */
  public record Corner(double x, double y) {
    public Corner {
      if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
        throw new IllegalArgumentException(
            "point (" + x + ", " + y + "): expected fractions of the frame, 0 to 1");
      }
    }
  }

  public MaskArea {
    corners = List.copyOf(corners);
    if (corners.size() < MIN_CORNERS) {
      throw new IllegalArgumentException(
          "mask '" + name + "' has " + corners.size() + " points, expected 3 or more");
    }
  }

  static MaskArea of(Mask mask) {
    try {
      return new MaskArea(
          mask.getName(),
          mask.getPoints().stream().map(MaskArea::corner).toList(),
          mask.getBurntIn());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("mask '" + mask.getName() + "': " + e.getMessage(), e);
    }
  }

  private static Corner corner(MaskPoint point) {
    return new Corner(point.getX(), point.getY());
  }
}
