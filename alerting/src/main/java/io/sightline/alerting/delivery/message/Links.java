package io.sightline.alerting.delivery.message;

import io.sightline.avro.Alert;
import io.sightline.runtime.LinksConfig;
import io.sightline.runtime.SignedLink;
import io.sightline.runtime.SignedLink.Purpose;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Signed links to the console, as they stand in what is told. */
public final class Links {
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
    Instant expires = (late ? now : alert.getCapturedAt()).plus(config.validFor());
    return config.address("media/pictures/" + escaped(key))
        + "?"
        + signer.query(Purpose.PICTURE, key, expires);
  }

  private static String escaped(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }
}
