package io.sightline.runtime;

import io.sightline.runtime.SignedLink.Purpose;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The address at which somebody who was told can say what it was, with one press of a button.
 *
 * <p>{@code <base>/feedback/<kind>/<alert id>?exp=…&sig=…}, signed for {@code <kind>/<alert id>}.
 */
public final class FeedbackLink {
  private FeedbackLink() {}

  /**
   * @param kind false-alarm, known or confirmed
   */
  public static String subject(String kind, String alertId) {
    return kind + "/" + alertId;
  }

  /**
   * @param links with a signer
   * @param kind false-alarm, known or confirmed
   * @param from when it begins to be valid, for as long as the configuration says
   */
  public static String of(LinksConfig links, String kind, String alertId, Instant from) {
    SignedLink signer = links.signer();
    if (signer == null) {
      throw new IllegalArgumentException("links.secret is missing: expected links to be on");
    }
    String path = "feedback/" + kind + "/" + URLEncoder.encode(alertId, StandardCharsets.UTF_8);
    Instant expires = from.plus(links.validFor());
    return links.address(path)
        + "?"
        + signer.query(Purpose.FEEDBACK, subject(kind, alertId), expires);
  }
}
