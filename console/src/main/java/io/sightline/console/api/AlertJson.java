package io.sightline.console.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident, as its latest revision tells it.
 *
 * @param state opened, updated or closed
 * @param words the incident in one sentence
 * @param confidence best score, 0..1
 * @param feedback what people said, in the order in which they said it
 * @param position pass as {@code before} to get what is older
 */
public record AlertJson(
    String alertId,
    int revision,
    String camera,
    String cameraName,
    String state,
    String subject,
    String label,
    double confidence,
    String severity,
    String rule,
    String words,
    Instant start,
    Instant end,
    Instant raised,
    List<String> activities,
    List<ClipJson> clips,
    @Nullable SnapshotJson snapshot,
    List<FeedbackJson> feedback,
    String position) {

  /**
   * The picture that shows it best.
   *
   * @param url of the JPEG; another picture has another
   * @param box where in the picture, or null
   */
  public record SnapshotJson(String url, @Nullable BoxJson box) {}

  /** Fractions of the picture, 0..1, from the top left. */
  public record BoxJson(double left, double top, double width, double height) {}
}
