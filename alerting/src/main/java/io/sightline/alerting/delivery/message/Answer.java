package io.sightline.alerting.delivery.message;

import java.time.Duration;

/**
 * What came of an attempt.
 *
 * @param text what the receiver answered, or what went wrong; without secrets
 * @param retryAfter how long the receiver wants to be left alone; zero if it does not say
 */
public record Answer(Kind kind, String text, Duration retryAfter) {
  /** How it went, and what that says about another try. */
  public enum Kind {
    DELIVERED,
    /** The receiver failed with this message; it may go better another time. */
    TRY_AGAIN,
    /** The receiver is not there, or takes nothing at present: no fault of the message. */
    AWAY,
    /** Will never go better. */
    REFUSED
  }

  public static Answer delivered(String text) {
    return new Answer(Kind.DELIVERED, text, Duration.ZERO);
  }

  public static Answer tryAgain(String text) {
    return new Answer(Kind.TRY_AGAIN, text, Duration.ZERO);
  }

  public static Answer away(String text) {
    return away(text, Duration.ZERO);
  }

  public static Answer away(String text, Duration retryAfter) {
    return new Answer(Kind.AWAY, text, retryAfter);
  }

  public static Answer refused(String text) {
    return new Answer(Kind.REFUSED, text, Duration.ZERO);
  }

  /** The same with something to add. */
  public Answer and(String more) {
    return new Answer(kind, text + more, retryAfter);
  }
}
