package io.sightline.console.http;

import io.javalin.http.Context;
import io.sightline.avro.FeedbackKind;

/**
 * The page that a link for feedback opens: one question with one button, without a script.
 *
 * @param words the alert in one sentence
 */
record FeedbackPage(String words, FeedbackKind kind) {
  private static final String HTML =
      """
      <!doctype html>
      <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <title>Sightline</title>
        <link rel="stylesheet" href="../../style.css">
      </head>
      <body>
        <main class="empty ask">
          <h1>%s</h1>
          <p class="soft">%s</p>
          %s
        </main>
      </body>
      </html>
      """;

  /** Forms may be sent from here, to here. */
  void answer(Context context, String html) {
    String policy = context.res().getHeader("Content-Security-Policy");
    context.header(
        "Content-Security-Policy", policy.replace("form-action 'none'", "form-action 'self'"));
    context.contentType("text/html; charset=utf-8").result(html);
  }

  String question() {
    String button =
        "<form method=\"post\"><button class=\"button play\" type=\"submit\">%s</button></form>"
            .formatted(
                switch (kind) {
                  case KNOWN -> "Yes, it belongs here";
                  case CONFIRMED -> "Yes, the alert was right";
                  default -> "Yes, it was a false alarm";
                });
    return page(
        switch (kind) {
          case KNOWN -> "Does it belong here?";
          case CONFIRMED -> "Was the alert right?";
          default -> "Was it a false alarm?";
        },
        button);
  }

  String thanks() {
    return page("Noted, thank you", "<p>It can be taken back on the page.</p>");
  }

  String known() {
    return page("That was noted already", "<p>It can be taken back on the page.</p>");
  }

  private String page(String title, String below) {
    return HTML.formatted(title, escaped(words), below);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
