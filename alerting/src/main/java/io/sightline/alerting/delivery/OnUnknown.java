package io.sightline.alerting.delivery;

/**
 * What to do about an attempt of which nobody knows whether it arrived, since the process ended
 * between sending and recording.
 */
public enum OnUnknown {
  /** Send again under the same key: it may arrive twice. */
  RESEND,
  /** Do not: it may not have arrived. */
  DROP
}
