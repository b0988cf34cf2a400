package io.sightline.alerting.core;

/**
 * How well a box fits to a track: by how much it overlaps where the track should be, and how near
 * it is, since at 1 to 5 frames a second somebody who walks past overlaps nothing of what was.
 */
final class Affinity {
  static final double SAME_PLACE = 0.5;

  private static final double LEAST_OVERLAP = 0.1;
  private static final double SIDES_A_SECOND = 2;
  private static final double LEAST_REACH_SIDES = 0.5;
  private static final double MOST_REACH_SIDES = 1.5;
  private static final double LEAST_LIKENESS = 0.2;
  private static final double APART_LEAST_LIKENESS = 0.4;
  private static final double OTHER_SUBJECT_SHARE = 0.6;
  private static final double LONGEST_AHEAD_S = 1.2;
  private static final long LONGEST_GAP_MICROS = 650_000;
  private static final double STOPPED_SHARE = 0.5;

  private Affinity() {}

  static Rect expected(Track track, long at) {
    return track.course().expected(at, LONGEST_AHEAD_S);
  }

  /**
   * Whether the box overlaps where the track was or should be. After longer gaps, when nobody can
   * say, it does.
   */
  static boolean follows(Track track, Rect box, long at) {
    return at - track.lastSeen() > LONGEST_GAP_MICROS
        || track.box().overlap(box) >= LEAST_OVERLAP
        || expected(track, at).overlap(box) >= LEAST_OVERLAP;
  }

  /** 0..2; 0: it cannot be the same. */
  static double of(Track track, Rect expected, Seen seen, long at) {
    if (track.kin() != seen.kin()) {
      return 0;
    }
    Rect box = seen.box();
    double likeness = track.box().likeness(box);
    boolean sameSubject = track.subject() == seen.best().subject();
    boolean touches =
        sameSubject && Math.max(track.box().overlap(box), expected.overlap(box)) >= LEAST_OVERLAP;
    if (likeness < (touches ? LEAST_LIKENESS : APART_LEAST_LIKENESS)) {
      return 0;
    }
    double reach = reach(track, box, at);
    double moving = fit(expected, box, reach);
    double stopped = STOPPED_SHARE * fit(track.box(), box, reach);
    double worth = Math.max(moving, stopped) * (0.5 + 0.5 * Math.sqrt(likeness));
    return sameSubject ? worth : worth * OTHER_SUBJECT_SHARE;
  }

  private static double fit(Rect from, Rect box, double reach) {
    double overlap = from.overlap(box);
    double near = Math.max(0, 1 - from.centreDistance(box) / reach);
    return overlap >= LEAST_OVERLAP ? overlap + near : near;
  }

  private static double reach(Track track, Rect box, long at) {
    double side = (track.box().longSide() + box.longSide()) / 2;
    double sides = SIDES_A_SECOND * (at - track.lastSeen()) / 1e6;
    return side * Math.max(LEAST_REACH_SIDES, Math.min(MOST_REACH_SIDES, sides));
  }
}
