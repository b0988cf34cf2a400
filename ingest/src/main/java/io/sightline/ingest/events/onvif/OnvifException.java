package io.sightline.ingest.events.onvif;

import java.io.IOException;

/** The device answered with a fault. */
final class OnvifException extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean unauthorized;

  OnvifException(String message, boolean unauthorized) {
    super(message);
    this.unauthorized = unauthorized;
  }

  /** User or password is wrong: asking again soon may lock the account. */
  boolean isUnauthorized() {
    return unauthorized;
  }
}
