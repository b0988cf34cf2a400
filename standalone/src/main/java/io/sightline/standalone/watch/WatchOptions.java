package io.sightline.standalone.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code watch} was asked for.
 *
 * @param start capture time of the first picture; null: as the file says, else 1970
 * @param camera whose rules and settings apply; null: the configuration's first
 * @param mode that the site is set to; null: none
 * @param data folder that gets one folder for each run
 */
public record WatchOptions(
    Path video,
    @Nullable Path config,
    @Nullable Path model,
    @Nullable Path soundModel,
    @Nullable Instant start,
    Path data,
    @Nullable String camera,
    @Nullable String mode) {
  private static final List<String> MODES = List.of("home", "away");

  public WatchOptions {
    if (start != null && start.isBefore(Instant.EPOCH)) {
      throw new IllegalArgumentException("--start " + start + ": expected 1970 or later");
    }
    requireFile("video", video);
    if (mode != null && !MODES.contains(mode)) {
      throw new IllegalArgumentException("--mode '" + mode + "': expected home or away");
    }
    if (model != null) {
      requireFile("--model", model);
    }
    if (soundModel != null) {
      requireFile("--sound-model", soundModel);
    }
  }

  /** The first camera, and no mode. */
  public WatchOptions(
      Path video,
      @Nullable Path config,
      @Nullable Path model,
      @Nullable Path soundModel,
      @Nullable Instant start,
      Path data) {
    this(video, config, model, soundModel, start, data, null, null);
  }

  private static void requireFile(String what, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          what + " '" + file + "': " + (Files.exists(file) ? "not a file" : "no such file"));
    }
  }

  /** The folder of this run: the same for the same inputs. */
  Path folder() throws IOException {
    RecordingDigest digest = new RecordingDigest().add(video).add(String.valueOf(start));
    if (config != null) {
      digest.add(config);
    }
    if (model != null) {
      digest.add(model);
    }
    if (soundModel != null) {
      digest.add(soundModel);
    }
    if (camera != null || mode != null) {
      digest.add("camera " + camera + ", mode " + mode);
    }
    return data.resolve(digest.name());
  }
}
