package io.sightline.console.http;

import io.javalin.http.Context;
import java.util.Map;

/** What is wrong with a request: what, the value, and what was expected. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int status;
  private final String what;
  private final String value;
  private final String expected;

  Problem(int status, String what, String value, String expected) {
    super(what + " '" + value + "': expected " + expected);
    this.status = status;
    this.what = what;
    this.value = value;
    this.expected = expected;
  }

  static Problem badValue(String what, String value, String expected) {
    return new Problem(400, what, value, expected);
  }

  static Problem notFound(String what, String value, String expected) {
    return new Problem(404, what, value, expected);
  }

  /** Answers with RFC 9457's shape. */
  void answer(Context context) {
    context
        .status(status)
        .json(
            Map.of(
                "title", getMessage(),
                "status", status,
                "what", what,
                "value", value,
                "expected", expected))
        .contentType("application/problem+json");
  }
}
