package io.sightline.detect;

import static java.util.Objects.requireNonNullElse;

import io.sightline.detect.model.Budget;
import io.sightline.detect.model.Nms;
import io.sightline.detect.model.Reporting;
import io.sightline.detect.onnx.OnnxOptions;
import io.sightline.detect.onnx.Providers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How objects are detected. What is absent in the configuration arrives as null and becomes the
 * default.
 *
 * @param model an ONNX file, or a name in the catalogue; null: the people detector that comes with
 *     OpenCV
 * @param models several of them side by side, instead of {@code model}
 * @param modelFolder where the models of the catalogue are
 * @param providers execution providers by ONNX Runtime's own names, the first choice first
 * @param threads pictures examined at a time, each on one core
 * @param batch most pictures in one run of a model that takes several
 * @param minScore weaker objects are not reported, 0..1
 * @param maxObjects most objects reported for a frame
 * @param maxOverlap of two boxes of one label that overlap by more than this the weaker goes, 0..1
 * @param maxFrameBytes larger pictures are refused
 * @param looksPerFrame most pictures examined for a frame: the whole, then crops of it
 * @param cropsFor age of an activity up to which crops are examined in each frame
 * @param cropsEvery later in every so manieth frame, at the least
 */
public record DetectConfig(
    @Nullable String model,
    List<String> models,
    Path modelFolder,
    List<String> providers,
    Integer threads,
    Integer batch,
    Double minScore,
    Integer maxObjects,
    Double maxOverlap,
    Integer maxFrameBytes,
    Integer looksPerFrame,
    Duration cropsFor,
    Integer cropsEvery) {
  private static final int MAX_MODELS = 8;
  private static final Duration LONGEST = Duration.ofHours(1);

  public DetectConfig {
    models = List.copyOf(requireNonNullElse(models, List.of()));
    requireModels(model, models);
    modelFolder = requireNonNullElse(modelFolder, Path.of("data", "models"));
    providers = List.copyOf(requireNonNullElse(providers, List.of(Providers.CPU)));
    threads = within("threads", requireNonNullElse(threads, 2), 1, 64);
    batch = within("batch", requireNonNullElse(batch, 1), 1, 64);
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
    looksPerFrame = within("looks_per_frame", requireNonNullElse(looksPerFrame, 4), 1, 64);
    cropsFor = requireNonNullElse(cropsFor, Duration.ofSeconds(10));
    if (cropsFor.isNegative() || cropsFor.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("crops_for " + cropsFor + ": expected 0s to 1h");
    }
    cropsEvery = within("crops_every", requireNonNullElse(cropsEvery, 8), 1, 1000);
  }

  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public static DetectConfig defaults() {
    return new DetectConfig(
        null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** The same with this model alone; null: the built-in detector. */
  public DetectConfig withModel(@Nullable Path other) {
    return new DetectConfig(
        other == null ? null : other.toString(),
        List.of(),
        modelFolder,
        providers,
        threads,
        batch,
        minScore,
        maxObjects,
        maxOverlap,
        maxFrameBytes,
        looksPerFrame,
        cropsFor,
        cropsEvery);
  }

  /** Files or names of the models to use; none: the built-in detector. */
  List<String> chosen() {
    return model == null ? models : List.of(Objects.requireNonNull(model));
  }

  Reporting reporting() {
    return new Reporting(minScore.floatValue(), new Nms(maxOverlap.floatValue(), maxObjects));
  }

  OnnxOptions options() {
    return new OnnxOptions(providers, batch);
  }

  Budget budget() {
    return new Budget(looksPerFrame, cropsFor, cropsEvery);
  }

  private static void requireModels(@Nullable String model, List<String> models) {
    if (model != null && !models.isEmpty()) {
      throw new IllegalArgumentException(
          "model " + model + " and models " + models + ": expected one of the two");
    }
    if (models.size() > MAX_MODELS || new HashSet<>(models).size() < models.size()) {
      throw new IllegalArgumentException(
          "models " + models + ": expected at most " + MAX_MODELS + ", all different");
    }
  }

  private static int within(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(key + " " + value + ": expected " + least + " to " + most);
    }
    return value;
  }
}
