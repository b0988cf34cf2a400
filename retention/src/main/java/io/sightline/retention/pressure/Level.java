package io.sightline.retention.pressure;

/** How pressing it is. */
public enum Level {
  /** Nobody can tell how much room there is. */
  UNMEASURED,
  CALM,
  /** Room will be short within the days of warning. */
  WARNING,
  /** Media goes early, or is on its way. */
  DELETING,
  /** Room is short, and what could go is held. */
  HELD,
  /** Room is short, and nothing is left that may go. */
  EXHAUSTED;

  /** Whether somebody has to do something. */
  public boolean isAlarm() {
    return this == HELD || this == EXHAUSTED;
  }
}
