package io.sightline.detect;

import static java.util.Objects.requireNonNullElse;

import io.sightline.detect.model.Nms;
import io.sightline.detect.model.Reporting;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How objects are detected. What is absent in the configuration arrives as null and becomes the
 * default.
 *
 * @param model an ONNX file; null: the people detector that comes with OpenCV
 * @param threads frames examined at a time, each on one core
 * @param minScore weaker objects are not reported, 0..1
 * @param maxObjects most objects reported for a frame
 * @param maxOverlap of two boxes of one label that overlap by more than this the weaker goes, 0..1
 * @param maxFrameBytes larger pictures are refused
 */
public record DetectConfig(
    @Nullable Path model,
    Integer threads,
    Double minScore,
    Integer maxObjects,
    Double maxOverlap,
    Integer maxFrameBytes) {

  public DetectConfig {
    threads = within("threads", requireNonNullElse(threads, 2), 1, 64);
    maxObjects = within("max_objects", requireNonNullElse(maxObjects, 100), 1, 1000);
    maxFrameBytes =
        within("max_frame_bytes", requireNonNullElse(maxFrameBytes, 16 << 20), 1, 64 << 20);
    minScore = requireNonNullElse(minScore, 0.2);
    if (!(minScore >= 0.01 && minScore < 1)) {
      throw new IllegalArgumentException("min_score " + minScore + ": expected 0.01 to below 1");
    }
    maxOverlap = requireNonNullElse(maxOverlap, 0.45);
    if (!(maxOverlap >= 0 && maxOverlap <= 1)) {
      throw new IllegalArgumentException("max_overlap " + maxOverlap + ": expected 0 to 1");
    }
  }

  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public static DetectConfig defaults() {
    return new DetectConfig(null, null, null, null, null, null);
  }

  /** The same with this model; null: the built-in detector. */
  public DetectConfig withModel(@Nullable Path other) {
    return new DetectConfig(other, threads, minScore, maxObjects, maxOverlap, maxFrameBytes);
  }

  Reporting reporting() {
    return new Reporting(minScore.floatValue(), new Nms(maxOverlap.floatValue(), maxObjects));
  }

  private static int within(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(key + " " + value + ": expected " + least + " to " + most);
    }
    return value;
  }
}
