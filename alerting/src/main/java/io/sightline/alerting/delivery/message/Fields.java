package io.sightline.alerting.delivery.message;

import io.sightline.avro.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template may name, as text. */
public final class Fields {
  /** In the order of the guide. */
  public static final List<String> NAMES =
      List.of(
          "camera",
          "subject",
          "state",
          "severity",
          "label",
          "confidence",
          "unsure",
          "zones",
          "rule",
          "mode",
          "started_at",
          "ended_at",
          "raised_at",
          "seconds",
          "late",
          "picture",
          "false_alarm",
          "belongs_here",
          "was_right",
          "alert_id",
          "revision");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private Fields() {}

  /**
   * @param late whether it is older than it should be
   */
  public static Map<String, String> of(
      Alert alert, boolean late, @Nullable String picture, ZoneId zone) {
    Map<String, String> fields = new HashMap<>();
    fields.put("camera", alert.getCamera());
    fields.put("subject", lower(alert.getSubject()));
    fields.put("state", lower(alert.getState()));
    fields.put("severity", lower(alert.getSeverity()));
    fields.put("label", alert.getLabel());
    fields.put("confidence", Math.round(alert.getConfidence() * 100) + " %");
    fields.put("unsure", String.join(", ", alert.getUnsure()));
    fields.put("zones", String.join(", ", alert.getZones()));
    fields.put("rule", alert.getRule());
    fields.put("mode", alert.getMode());
    fields.put("started_at", time(alert.getStartedAt(), zone));
    fields.put("ended_at", time(alert.getEndedAt(), zone));
    fields.put("raised_at", time(alert.getRaisedAt(), zone));
    fields.put("seconds", Long.toString(seconds(alert)));
    fields.put("late", late ? "late" : "");
    fields.put("picture", picture == null ? "" : picture);
    fields.put("false_alarm", "");
    fields.put("belongs_here", "");
    fields.put("was_right", "");
    fields.put("alert_id", alert.getAlertId());
    fields.put("revision", Integer.toString(alert.getRevision()));
    return fields;
  }

  private static long seconds(Alert alert) {
    return Math.max(0, Duration.between(alert.getStartedAt(), alert.getEndedAt()).toSeconds());
  }

  private static String time(Instant instant, ZoneId zone) {
    return TIME.format(instant.atZone(zone));
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
