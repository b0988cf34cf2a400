package io.sightline.console.http;

import java.time.Clock;

/** So much in a minute, and no more; what is not used is not saved up beyond that. */
final class Allowance {
  private static final double MINUTE_MILLIS = 60_000;

  private final int perMinute;
  private final Clock clock;
  private double left;
  private long lastMillis;

  Allowance(int perMinute, Clock clock) {
    this.perMinute = perMinute;
    this.clock = clock;
    this.left = perMinute;
    this.lastMillis = clock.millis();
  }

  int perMinute() {
    return perMinute;
  }

  /** False if there is none left. */
  synchronized boolean take() {
    long now = clock.millis();
    double earned = Math.max(0, now - lastMillis) / MINUTE_MILLIS * perMinute;
    left = Math.min(perMinute, left + earned);
    lastMillis = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
