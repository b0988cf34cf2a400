package io.sightline.ingest.spool;

import java.io.IOException;

/** Facts did not fit: the broker has been away for too long, or is too slow. */
public final class SpoolFullException extends IOException {
  private static final long serialVersionUID = 1L;

  SpoolFullException(String message) {
    super(message);
  }
}
