package io.sightline.alerting.delivery.message;

import io.sightline.avro.Alert;
import io.sightline.runtime.FeedbackLink;
import io.sightline.runtime.LinksConfig;
import io.sightline.runtime.SignedLink;
import io.sightline.runtime.SignedLink.Purpose;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signed links to the console, as they stand in what is told. */
public final class Links {
  private static final Map<String, String> KINDS =
      Map.of("false_alarm", "false-alarm", "belongs_here", "known", "was_right", "confirmed");

  private final LinksConfig config;
  private final @Nullable SignedLink signer;

  public Links(LinksConfig config) {
    this.config = config;
    this.signer = config.signer();
  }

  /**
   * To the alert's picture and nothing else, if there is one and links are given. Every attempt at
   * a message that is not late gets the same link.
   */
  public @Nullable String picture(Alert alert, boolean late, Instant now) {
    String key = alert.getSnapshot();
    if (key == null || signer == null) {
      return null;
    }
    Instant expires = from(alert, late, now).plus(config.validFor());
    return config.address("media/pictures/" + escaped(key))
        + "?"
        + signer.query(Purpose.PICTURE, key, expires);
  }

  /** To the page on which somebody says what the alert was, by field; none without links. */
  Map<String, String> feedback(Alert alert, boolean late, Instant now) {
    Map<String, String> links = new HashMap<>();
    if (signer != null) {
      Instant from = from(alert, late, now);
      KINDS.forEach(
          (field, kind) ->
              links.put(field, FeedbackLink.of(config, kind, alert.getAlertId(), from)));
    }
    return links;
  }

  private static Instant from(Alert alert, boolean late, Instant now) {
    return late ? now : alert.getCapturedAt();
  }

  private static String escaped(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }
}
