package io.sightline.ingest.events.http;

/** What was posted is no event; the message says what, the value and what was expected. */
final class BadEventException extends Exception {
  private static final long serialVersionUID = 1;

  BadEventException(String message) {
    super(message);
  }
}
