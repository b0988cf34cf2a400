package io.sightline.console.http;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever goes wrong with a request is answered as a {@link Problem}. */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private Refusals() {}

  static void register(Javalin app) {
    app.exception(Problem.class, Problem::answer);
    app.exception(HttpResponseException.class, Refusals::refused);
    app.exception(Exception.class, Refusals::failed);
  }

  private static void refused(HttpResponseException refusal, Context context) {
    String expected =
        switch (refusal.getStatus()) {
          case 405 -> "GET or HEAD";
          case 413 -> "a smaller body";
          default -> "a path of the API or the page";
        };
    new Problem(refusal.getStatus(), "request", context.method() + " " + context.path(), expected)
        .answer(context);
  }

  private static void failed(Exception failure, Context context) {
    if (context.res().isCommitted()) {
      LOG.debug("{} {}: the browser went away", context.method(), context.path(), failure);
      return;
    }
    LOG.warn("{} {} failed", context.method(), context.path(), failure);
    new Problem(500, "request", context.path(), "no failure; the log says more").answer(context);
  }
}
