package io.sightline.alerting.core.rules;

/** Which rules are in force at a moment: those whose hours and modes hold. */
public final class Moment {
  private final boolean[] hours;
  private final boolean[] modes;

  Moment(boolean[] hours, boolean[] modes) {
    this.hours = hours;
    this.modes = modes;
  }

  boolean hours(int rule) {
    return hours[rule];
  }

  boolean mode(int rule) {
    return modes[rule];
  }

  boolean inForce(int rule) {
    return hours[rule] && modes[rule];
  }
}
