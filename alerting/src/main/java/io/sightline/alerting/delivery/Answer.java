package io.sightline.alerting.delivery;

/**
 * What came of an attempt.
 *
 * @param text what the receiver answered, or what went wrong
 */
record Answer(Kind kind, String text) {
  enum Kind {
    DELIVERED,
    /** May go better another time. */
    TRY_AGAIN,
    /** Will never go better. */
    REFUSED
  }

  static Answer delivered(String text) {
    return new Answer(Kind.DELIVERED, text);
  }

  static Answer tryAgain(String text) {
    return new Answer(Kind.TRY_AGAIN, text);
  }

  static Answer refused(String text) {
    return new Answer(Kind.REFUSED, text);
  }
}
