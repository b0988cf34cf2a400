package io.sightline.alerting.delivery.message;

import io.sightline.avro.Alert;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts an alert into words. */
public record Wording(Template title, Template body, ZoneId zone, Links links) {
  public static final String DEFAULT_TITLE = "{subject} at {camera}, {state} {late}";
  public static final String DEFAULT_BODY =
      "{severity}: {label} {confidence}, {started_at} to {ended_at}\nrule {rule} {zones}\n{alert_id}";

  /**
   * @param now wall clock
   */
  public Message of(Alert alert, String idempotencyKey, boolean late, Instant now) {
    @Nullable String picture = links.picture(alert, late, now);
    Map<String, String> fields = Fields.of(alert, late, picture, zone);
    fields.putAll(links.feedback(alert, late, now));
    String line = title.fill(fields).replace('\n', ' ');
    return new Message(alert, idempotencyKey, late, now, line, body.fill(fields), picture);
  }
}
