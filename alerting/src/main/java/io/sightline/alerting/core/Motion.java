package io.sightline.alerting.core;

import io.sightline.avro.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a frame differs from the scene.
 *
 * @param known false: the source does not say, so that everything may have moved
 */
record Motion(List<Rect> regions, boolean known) {

  /**
   * @param toldBefore whether an earlier frame of the activity had regions: then none means none
   */
  static Motion of(List<Box> boxes, boolean toldBefore) {
    List<Rect> regions = new ArrayList<>();
    for (Box box : boxes) {
      Rect region = Rect.of(box);
      if (region != null && regions.size() < Policy.MAX_REGIONS) {
        regions.add(region);
      }
    }
    return new Motion(regions, toldBefore || !regions.isEmpty());
  }

  @Nullable Rect largest() {
    return regions.stream().max(Comparator.comparingDouble(Rect::area)).orElse(null);
  }

  boolean at(Rect box) {
    for (Rect region : regions) {
      if (region.share(box) >= Policy.MOVING_SHARE) {
        return true;
      }
    }
    return !known;
  }

  /**
   * Whether what differs there has the shape of the box, as of somebody who came: not a stripe of
   * light, not a shadow that covers everything, not somebody who passes in front.
   */
  boolean shapedLike(Rect box) {
    double covered = 0;
    for (Rect region : regions) {
      double shared = region.intersection(box);
      covered += shared >= Policy.SHAPE_INSIDE_SHARE * region.area() ? shared : 0;
    }
    return !known || covered >= Policy.SHAPE_COVERED_SHARE * box.area();
  }
}
