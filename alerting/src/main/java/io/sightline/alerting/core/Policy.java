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

  /** The same for somebody who was last seen inside the picture, behind something perhaps. */
  static final long OCCLUSION_MICROS = 2_500_000;

  /** What stays in its place for so long is at rest: it has to move there before it can leave. */
  static final long REST_MICROS = 30_000_000;

  /**
   * An incident whose subject is at rest waits for so long; then the subject belongs to the scene.
   */
  static final long VISIT_REST_MICROS = 1_800_000_000;

  /** How long somebody new waits to be told from those who are at rest. */
  static final long APART_MICROS = 3_000_000;

  /** What no rule alerts on, and stays for so long, belongs to the scene. */
  static final long SETTLE_MICROS = 120_000_000;

  /**
   * What was there before anything moved, and shows no life for so long, belongs to the scene...
   */
  static final long LIFELESS_MICROS = 2_000_000;

  /** ...or for so long where something else moves all the time... */
  static final long LIFELESS_AMID_MOTION_MICROS = 10_000_000;

  /** ...if it was seen in so many frames... */
  static final int LIFELESS_HITS = 4;

  /** ...of which at most this share moved as it would. */
  static final double LIFELESS_SHARE = 0.25;

  /** Objects of the scene that were not seen for so long are forgotten: a week. */
  static final long FORGET_MICROS = 604_800_000_000L;

  /** What goes so far, in its sides, has moved. */
  static final double MOVED_SIDES = 0.25;

  /** What began at the place of a known object has to go so far. */
  static final double LEFT_HOME_SIDES = 0.6;

  /** What grows or shrinks so much comes or goes. */
  static final double SCALE_FACTOR = 1.25;

  /** Hits in a row that have to be somewhere else. */
  static final int MOVED_HITS = 2;

  /** Least share of a region inside of a box for the region to be of the box. */
  static final double SHAPE_INSIDE_SHARE = 0.5;

  /** Least share of a box that such regions cover. */
  static final double SHAPE_COVERED_SHARE = 0.2;

  /** Least share of all evidence that has to speak for a subject to alert on it. */
  static final double SURE_SHARE = 0.65;

  /** Labels with such a share of the evidence are told as unsure. */
  static final double UNSURE_SHARE = 0.2;

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
  static final int MAX_HITS = 10;

  /** Objects of a camera's scene; the one that was not seen for longest goes first. */
  static final int MAX_KNOWN = 24;

  /** Regions of a frame that are looked at, largest first. */
  static final int MAX_REGIONS = 64;

  /** Frames in a row that are earlier than what was, after which the clock was set back. */
  static final int MAX_EARLY = 5;

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
