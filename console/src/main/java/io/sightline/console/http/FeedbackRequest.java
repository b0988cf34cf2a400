package io.sightline.console.http;

import org.jspecify.annotations.Nullable;

/**
 * What somebody says over HTTP.
 *
 * @param feedbackId chosen by whoever says it, so that saying it twice changes nothing; null: one
 *     is made up
 * @param kind false-alarm, known, missed, confirmed or revoked
 * @param alertId what it is about; null for missed and revoked
 * @param activityId what it is about where there was no alert; else null
 * @param revokes what is taken back, for revoked
 * @param label what it really was
 * @param who says so
 */
record FeedbackRequest(
    @Nullable String feedbackId,
    @Nullable String kind,
    @Nullable String alertId,
    @Nullable String activityId,
    @Nullable String revokes,
    @Nullable String label,
    @Nullable String who) {

  static FeedbackRequest about(String id, String kind, String alertId) {
    return new FeedbackRequest(id, kind, alertId, null, null, null, null);
  }
}
