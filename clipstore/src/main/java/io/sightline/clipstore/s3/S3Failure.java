package io.sightline.clipstore.s3;

import java.io.IOException;

/** The bucket did not do what was asked: what, where, and what it answered. */
public final class S3Failure extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;

  S3Failure(String message, int status, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  S3Failure(String message, int status) {
    super(message);
    this.status = status;
  }

  /** HTTP status of the last answer; 0 if there was none. */
  public int status() {
    return status;
  }
}
