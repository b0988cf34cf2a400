package io.sightline.ingest.spool;

import org.jspecify.annotations.Nullable;

/** The broker did not take facts. */
public final class FactLogException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean fenced;

  private FactLogException(String message, @Nullable Throwable cause, boolean fenced) {
    super(message, cause);
    this.fenced = fenced;
  }

  /** It may take them later. */
  public static FactLogException away(String message, Throwable cause) {
    return new FactLogException(message, cause, false);
  }

  /** Another process publishes to this partition now. */
  public static FactLogException fenced(String message) {
    return new FactLogException(message, null, true);
  }

  public boolean fenced() {
    return fenced;
  }
}
