package io.sightline.alerting.delivery;

/** Nothing came of telling a revision to a channel. */
final class DeliveryFailedException extends Exception {
  private static final long serialVersionUID = 1;

  DeliveryFailedException(String message) {
    super(message);
  }
}
