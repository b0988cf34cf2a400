package io.sightline.console.http;

import io.javalin.http.Context;
import java.net.URI;

/**
 * Lets nothing change by the request of a page elsewhere. A browser sends JSON across origins only
 * after asking, which is never answered here; and it says where a request comes from.
 */
final class SameOrigin {
  private static final int FORBIDDEN = 403;
  private static final int UNSUPPORTED = 415;

  private SameOrigin() {}

  static void check(Context context) {
    String type = context.contentType();
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw new Problem(UNSUPPORTED, "Content-Type", "" + type, "application/json");
    }
    checkSite(context);
    String origin = context.header("Origin");
    if (origin != null && !authority(origin).equalsIgnoreCase("" + context.header("Host"))) {
      throw new Problem(FORBIDDEN, "Origin", origin, "a request by the page itself");
    }
  }

  /** Of what changes nothing and is dear: a page elsewhere must not have it done. */
  static void checkSite(Context context) {
    String site = context.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      throw new Problem(FORBIDDEN, "Sec-Fetch-Site", site, "a request by the page itself");
    }
  }

  private static String authority(String origin) {
    try {
      return "" + URI.create(origin).getAuthority();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
