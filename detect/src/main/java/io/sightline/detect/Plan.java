package io.sightline.detect;

import io.sightline.avro.Box;
import io.sightline.avro.Crop;
import io.sightline.avro.FrameRef;
import io.sightline.detect.model.Budget;
import io.sightline.detect.model.Rect;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which pictures of a frame are examined: it follows from the frame's record alone. */
final class Plan {

  /**
   * A picture to examine.
   *
   * @param key in the clip store; null if the frame names none
   * @param area what it shows, fractions of the frame
   * @param regions where it differs from the scene; fractions of the picture
   */
  record Part(FrameRef frame, @Nullable String key, Rect area, List<Rect> regions) {
    boolean isWhole() {
      return area.equals(Rect.FRAME);
    }
  }

  private Plan() {}

  /** The whole frame first. */
  static List<Part> of(FrameRef frame, Budget budget) {
    List<Part> parts = new ArrayList<>();
    List<Rect> regions = frame.getRegions().stream().map(Plan::rect).toList();
    parts.add(new Part(frame, frame.getKey(), Rect.FRAME, regions));
    int crops = budget.crops(age(frame), frame.getSequence(), frame.getCrops().size());
    for (Crop crop : frame.getCrops().subList(0, crops)) {
      parts.add(new Part(frame, crop.getKey(), rect(crop.getBox()), List.of()));
    }
    return parts;
  }

  /** How long its activity had lasted; none if that is not known. */
  private static Duration age(FrameRef frame) {
    String activity = frame.getActivityId();
    if (activity == null) {
      return Duration.ZERO;
    }
    try {
      return Duration.between(Ids.time(activity), frame.getCapturedAt());
    } catch (IllegalArgumentException e) {
      return Duration.ZERO;
    }
  }

  private static Rect rect(Box box) {
    float left = box.getLeft();
    float top = box.getTop();
    return new Rect(left, top, left + box.getWidth(), top + box.getHeight());
  }
}
