package io.sightline.console.http;

import io.javalin.http.Context;

/** On every answer: nothing from elsewhere runs here, and nothing here is shown elsewhere. */
final class SecurityHeaders {
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "media-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'");

  private SecurityHeaders() {}

  static void add(Context context) {
    context.header("Content-Security-Policy", POLICY);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    // What was seen must not outlive its clip in a browser's cache.
    context.header("Cache-Control", "no-store");
  }
}
