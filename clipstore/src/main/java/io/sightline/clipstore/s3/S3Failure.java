package io.sightline.clipstore.s3;

import java.io.IOException;

/** The bucket did not do what was asked: what, where, and what it answered. */
public final class S3Failure extends IOException {
  private static final long serialVersionUID = 1;

  static final int ANSWERED = 200;

  private static final int FORBIDDEN = 403;

  private final int status;

  S3Failure(String message, int status, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  S3Failure(String message, int status) {
    super(message);
    this.status = status;
  }

  /** Whether the server is there and does not let it be done: others may go all the same. */
  public boolean isRefusal() {
    return status == ANSWERED || status == FORBIDDEN;
  }

  /** The first of several, when each was asked for by itself. */
  public S3Failure among(int refused, int all) {
    String message = "%s; so it is with %d of %d".formatted(getMessage(), refused, all);
    return new S3Failure(message, status, this);
  }

  /** HTTP status of the last answer; 0 if there was none. */
  public int status() {
    return status;
  }
}
