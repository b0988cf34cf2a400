package io.sightline.standalone.backfill;

import io.sightline.detect.DetectConfig;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.config.CameraConfig;
import io.sightline.standalone.replay.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is tried.
 *
 * @param prefix of the side topics
 * @param detect with the models that are tried; null: what was detected is taken as it is
 * @param rules cameras whose rules are tried; empty: as they were
 * @param from capture time, inclusive; null: from the first record
 * @param until capture time, exclusive; null: to the last
 * @param cameras ids; empty: all
 * @param cameraWait how long a record may wait for the camera version that it names
 * @param mostBare frames that are measured bare as well
 * @param folder for what is kept until it is done
 */
public record Question(
    String prefix,
    @Nullable DetectConfig detect,
    List<CameraConfig> rules,
    @Nullable Instant from,
    @Nullable Instant until,
    Set<String> cameras,
    Duration cameraWait,
    int mostBare,
    Path folder) {
  private static final int HEX_DIGITS = 16;

  public Question {
    if (detect == null && rules.isEmpty()) {
      throw new IllegalArgumentException(
          "neither a model nor rules to try: expected --model, --rules or both");
    }
    if (mostBare < 0) {
      throw new IllegalArgumentException("--bare " + mostBare + ": expected 0 or more");
    }
    rules = List.copyOf(rules);
    cameras = Set.copyOf(cameras);
  }

  Span span() {
    Topic<?> input = detect == null ? Topics.DETECTIONS : Topics.FRAMES;
    return new Span(List.of(Topics.CAMERAS, input), from, until, cameras, Set.of());
  }

  /**
   * The same question has the same name, and another one another.
   *
   * @param models digests of the models that are tried
   */
  String name(List<String> models) {
    String all =
        String.join("\n", models)
            + "\n"
            + (detect == null ? "" : detect.toString())
            + rules.stream().map(camera -> camera.toRecord("", 0, Instant.EPOCH)).toList()
            + from
            + until
            + new TreeSet<>(cameras)
            + prefix;
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return "backfill-" + HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
