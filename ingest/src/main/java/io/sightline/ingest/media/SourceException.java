package io.sightline.ingest.media;

/**
 * A source could not be opened or read; the message says which, and why. Never holds a password.
 */
public final class SourceException extends Exception {
  private static final long serialVersionUID = 1L;

  public SourceException(String message) {
    super(message);
  }
}
