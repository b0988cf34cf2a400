package io.sightline.detect.model;

/** A picture could not be examined; the message says why, for people. */
public final class DetectionException extends Exception {
  private static final long serialVersionUID = 1L;

  public DetectionException(String message) {
    super(message);
  }

  public DetectionException(String message, Throwable cause) {
    super(message, cause);
  }
}
