package io.sightline.runtime;

/** Something outside is away and will come back: try again, nothing is wrong with the record. */
public final class TransientException extends Exception {
  private static final long serialVersionUID = 1;

  public TransientException(String message, Throwable cause) {
    super(message, cause);
  }
}
