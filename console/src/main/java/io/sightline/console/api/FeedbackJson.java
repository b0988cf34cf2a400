package io.sightline.console.api;

import io.sightline.avro.Feedback;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said.
 *
 * @param kind false-alarm, known, missed or confirmed
 * @param label what it really was; empty if not said
 * @param source page, link, or another producer
 */
public record FeedbackJson(
    String feedbackId,
    String camera,
    String kind,
    @Nullable String alertId,
    @Nullable String activityId,
    String label,
    String who,
    String source,
    Instant given) {

  public static FeedbackJson of(Feedback feedback) {
    return new FeedbackJson(
        feedback.getFeedbackId(),
        feedback.getCamera(),
        Words.of(feedback.getKind()),
        feedback.getAlertId(),
        feedback.getActivityId(),
        feedback.getLabel(),
        feedback.getWho(),
        feedback.getSource(),
        feedback.getGivenAt());
  }
}
