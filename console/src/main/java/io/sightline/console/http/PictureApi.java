package io.sightline.console.http;

import io.javalin.http.Context;
import io.sightline.runtime.LinksConfig;
import io.sightline.runtime.SignedLink;
import io.sightline.runtime.SignedLink.Purpose;
import java.io.IOException;
import java.time.Clock;

/**
 * Pictures by the links that notifications carry. What the link was signed for is given, and only
 * that: the key is looked at after its signature.
 */
final class PictureApi {
  private static final int FORBIDDEN = 403;

  private final LinksConfig links;
  private final Clock clock;
  private final MediaApi media;

  PictureApi(LinksConfig links, Clock clock, MediaApi media) {
    this.links = links;
    this.clock = clock;
    this.media = media;
  }

  void picture(Context context) throws IOException {
    String key = context.pathParam("key");
    SignedLink signer = links.signer();
    if (signer == null) {
      throw refused(key, "links to be set up here: links.secret is missing");
    }
    String exp = context.queryParam("exp");
    switch (signer.check(Purpose.PICTURE, key, exp, context.queryParam("sig"), clock.instant())) {
      case VALID -> media.send(context, key, "image/jpeg", null);
      case EXPIRED -> throw refused(key, "a link that has not expired; this one has");
      case FORGED -> throw refused(key, "a link as it was sent; this one was cut or changed");
    }
  }

  private static Problem refused(String key, String expected) {
    return new Problem(FORBIDDEN, "link to picture", key, expected);
  }
}
