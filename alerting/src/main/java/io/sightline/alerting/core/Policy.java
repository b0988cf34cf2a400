package io.sightline.alerting.core;

/** The times and limits of alerting, in one place. All times are capture time. */
public final class Policy {
  /** Scores below this are noise, unless a rule asks for less. */
  static final float WEAK_SCORE = 0.15f;

  /** A track is confirmed by this many hits that satisfy its rule... */
  static final int CONFIRM_HITS = 3;

  /** ...within this time. */
  static final long CONFIRM_WINDOW_MICROS = 2_000_000;

  /** Weak hits up to this long before the first that satisfies the rule belong to the visit. */
  static final long WEAK_LEAD_MICROS = 1_000_000;

  /** Examined frames without the subject for this long are evidence that it is gone. */
  static final long ABSENCE_MICROS = 1_500_000;

  /** How long an incident waits for its subject when nobody watches: no activity is open. */
  static final long RESUME_MICROS = 60_000_000;

  /** What is heard and seen within this time of each other is of the same moment. */
  static final long SAME_MOMENT_MICROS = 3_000_000;

  /** How long an incident of sound waits for more: a child that cries takes breath. */
  static final long SOUND_RESUME_MICROS = 30_000_000;

  /** A sound without a name has a score of 1 from so many decibels over the floor. */
  static final double LOUDEST_DB = 40;

  /** Between two revisions for news that can wait. */
  static final long REVISION_INTERVAL_MICROS = 1_000_000;

  /** A picture has to be this much better to be told anew. */
  static final double BETTER_PICTURE = 1.25;

  /** Share of the smaller of box and region that has to overlap for the box to be moving. */
  static final double MOVING_SHARE = 0.05;

  /** Boxes considered in a frame, best first. */
  static final int MAX_OBJECTS = 100;

  /** Tracks of a camera; further boxes start none. */
  static final int MAX_TRACKS = 32;

  /** Hits remembered of a track that is not confirmed, newest. */
  static final int MAX_HITS = 16;

  /** Activities watched at a time; the oldest is forgotten first. */
  static final int MAX_ACTIVITIES = 16;

  /** Activities and clips named in an alert, oldest. */
  static final int MAX_NAMED = 100;

  /** Closed incidents remembered, newest; pending clips of one that is forgotten are missing. */
  static final int MAX_CLOSED = 8;

  /** Activities remembered as decided, newest. */
  static final int MAX_DECIDED = 64;

  private Policy() {}
}
