package io.sightline.ingest.media;

/**
 * A source could not be opened or read; the message says which, and why. Never holds a password.
 */
public final class SourceException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean changed;

  public SourceException(String message) {
    this(message, false);
  }

  private SourceException(String message, boolean changed) {
    super(message);
    this.changed = changed;
  }

  /** The camera is there, but no longer sends what it sent: opened again it will do. */
  public static SourceException changed(String message) {
    return new SourceException(message, true);
  }

  /** Whether it is to be opened again at once. */
  public boolean isChanged() {
    return changed;
  }
}
