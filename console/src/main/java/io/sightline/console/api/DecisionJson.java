package io.sightline.console.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an activity.
 *
 * @param outcome alerted, suppressed or failed
 * @param words why, for people
 * @param movingS seconds with something moving
 * @param score best score, 0..1
 * @param counted ids of feedback that was taken into account
 * @param feedback what people said of it, in the order in which they said it
 * @param position pass as {@code before} to get what is older
 */
public record DecisionJson(
    String activityId,
    String camera,
    String cameraName,
    String kind,
    Instant start,
    Instant end,
    String outcome,
    String reason,
    String words,
    double movingS,
    int frames,
    int failedFrames,
    @Nullable String label,
    double score,
    @Nullable String subject,
    @Nullable String rule,
    double threshold,
    List<String> alerts,
    List<ClipJson> clips,
    MadeWithJson madeWith,
    List<String> counted,
    List<FeedbackJson> feedback,
    String position) {

  /** What it was made with, so that it can be made again. */
  public record MadeWithJson(
      String build, int cameraVersion, long cameraOffset, String model, String modelDigest) {}
}
