package io.sightline.standalone.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code watch --json}; what does not apply is left out.
 *
 * @param type {@code alert} or {@code decision}
 * @param startS seconds into the video, as are {@code endS} and {@code raisedS}; milliseconds at
 *     most
 * @param start UTC
 * @param rule that alerted, or keeps silent
 * @param unmet what rules that would alert asked for and did not get
 * @param clip path of the first clip, relative to the folder in which the command was started
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(SnakeCaseStrategy.class)
@JsonPropertyOrder({
  "type",
  "camera",
  "activity_id",
  "alert_id",
  "start_s",
  "end_s",
  "start",
  "end",
  "subject",
  "label",
  "confidence",
  "raised_s",
  "outcome",
  "reason",
  "rule",
  "severity",
  "unmet",
  "clip"
})
record WatchLine(
    String type,
    String camera,
    @Nullable String activityId,
    @Nullable String alertId,
    BigDecimal startS,
    BigDecimal endS,
    String start,
    String end,
    @Nullable String subject,
    @Nullable String label,
    @Nullable BigDecimal confidence,
    @Nullable BigDecimal raisedS,
    @Nullable String outcome,
    @Nullable String reason,
    @Nullable String rule,
    @Nullable String severity,
    @Nullable List<String> unmet,
    @Nullable String clip) {

  String id() {
    return alertId != null && type.equals("alert") ? alertId : String.valueOf(activityId);
  }

  /** The same for people, on one line. */
  String forPeople() {
    String what = label == null ? "nothing recognised" : label + " " + confidence;
    String head = String.format(Locale.ROOT, "%9.3f .. %9.3f s  ", startS, endS);
    return type.equals("alert")
        ? head + "ALERT      " + what + ruled() + "  " + clip
        : head
            + String.format(Locale.ROOT, "%-11s%s: %s", outcome, what, reason)
            + ruled()
            + asked();
  }

  private String ruled() {
    return rule == null ? "" : ", rule " + rule;
  }

  private String asked() {
    return unmet == null ? "" : " (not met: " + String.join("; ", unmet) + ")";
  }
}
