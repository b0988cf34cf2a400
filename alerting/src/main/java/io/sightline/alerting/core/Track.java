package io.sightline.alerting.core;

import io.sightline.alerting.core.rules.Presence;
import io.sightline.avro.Subject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One object through frames.
 *
 * @param id counts the tracks of a camera from 1
 * @param votes what it is, by all that was seen of it
 * @param box where it was last
 * @param course where it goes
 * @param stay since when it is there
 * @param life how it was seen
 * @param absentSince the first examined frame without it since; null while it is there
 * @param incident the incident it belongs to; null until it is confirmed
 * @param home place of the known object that it may be; null for none
 * @param presence where it has been
 * @param hits the newest ones that a rule alerts on, in order; one at most once it is confirmed
 */
record Track(
    long id,
    Kin kin,
    Votes votes,
    Rect box,
    Course course,
    Stay stay,
    Life life,
    @Nullable Long absentSince,
    @Nullable String incident,
    @Nullable Rect home,
    Presence presence,
    List<Hit> hits) {

  /**
   * How a track was seen.
   *
   * @param since capture time of the first hit, microseconds
   * @param hits how many there were
   * @param sure how many of the hits satisfied a rule
   * @param moving in how many of the hits something moved there
   * @param shaped in how many of these what moved had its shape
   * @param steadiness 1 if it is found in each frame, 0 if in none, the newest ones above all
   */
  record Life(long since, int hits, int sure, int moving, int shaped, float steadiness) {
    private static final float NEW = 0.33f;
    private static final float STEADY = 0.5f;
    private static final float FADE = 0.75f;

    static Life of(Seen seen, Motion motion, long at) {
      return new Life(at, 0, 0, 0, 0, NEW).with(seen, motion, true);
    }

    /**
     * @param follows whether it is about where it should be; one that jumps is not one thing
     */
    Life with(Seen seen, Motion motion, boolean follows) {
      float steadier = follows ? 1 - FADE * (1 - steadiness) : FADE * steadiness;
      if (hits >= MOST) {
        return new Life(since, hits, sure, moving, shaped, steadier);
      }
      boolean moves = motion.at(seen.box());
      boolean shape = moves && motion.shapedLike(seen.box());
      return new Life(
          since,
          hits + 1,
          sure + (seen.strong() ? 1 : 0),
          moving + (moves ? 1 : 0),
          shaped + (shape ? 1 : 0),
          steadier);
    }

    /** Seen often and for long, and hardly ever by what moved. */
    boolean lifeless(long at) {
      boolean still = moving <= Policy.LIFELESS_SHARE * hits;
      long enough = still ? Policy.LIFELESS_MICROS : Policy.LIFELESS_AMID_MOTION_MICROS;
      return hits >= Policy.LIFELESS_HITS
          && at - since >= enough
          && shaped <= Policy.LIFELESS_SHARE * hits;
    }

    Life missed() {
      return new Life(since, hits, sure, moving, shaped, FADE * steadiness);
    }

    /** Found in every other frame at least, lately, and where it should be. */
    boolean steady() {
      return steadiness >= STEADY;
    }

    boolean shapely() {
      return shaped >= Policy.CONFIRM_HITS && shaped * 2 >= hits;
    }
  }

  private static final int MOST = 1_000_000;

  Track {
    presence = presence == null ? Presence.NONE : presence;
    hits = hits == null ? List.of() : List.copyOf(hits);
  }

  /**
   * @param home place of a known object that touches it
   * @param hit null if no rule alerts on it
   */
  static Track of(
      long id, Seen seen, Motion motion, @Nullable Rect home, @Nullable Hit hit, long at) {
    return new Track(
        id,
        seen.kin(),
        Votes.of(seen),
        seen.box(),
        Course.of(seen.box(), at),
        Stay.at(home == null ? seen.box() : home, at),
        Life.of(seen, motion, at),
        null,
        null,
        home,
        seen.best().stand().presence(),
        hit == null ? List.of() : List.of(hit));
  }

  /** Found again in a frame. */
  Track seen(Seen seen, Motion motion, @Nullable Hit hit, long at) {
    double step = home == null ? Policy.MOVED_SIDES : Policy.LEFT_HOME_SIDES;
    return new Track(
        id,
        kin,
        votes.with(seen),
        seen.box(),
        course.seen(seen.box(), at),
        stay.seen(seen.box(), at, step),
        life.with(seen, motion, Affinity.follows(this, seen.box(), at)),
        null,
        incident,
        home,
        seen.best().stand().presence(),
        hit == null ? hits : remembered(hit));
  }

  /** What it is, by all that was seen. */
  Subject subject() {
    return votes.subject();
  }

  /** Capture time of the last hit, microseconds. */
  long lastSeen() {
    return course.at();
  }

  Track absent(long at) {
    Long since = absentSince == null ? Long.valueOf(at) : absentSince;
    return new Track(
        id, kin, votes, box, course, stay, life.missed(), since, incident, home, presence, hits);
  }

  boolean gone(long at) {
    return absentSince != null && at - absentSince >= patience();
  }

  /** How long it may be unseen: longer inside the picture, where things stand in front of it. */
  long patience() {
    return box.atEdge() ? Policy.ABSENCE_MICROS : Policy.OCCLUSION_MICROS;
  }

  Track joined(String incidentId) {
    List<Hit> last = hits.subList(Math.max(0, hits.size() - 1), hits.size());
    return new Track(
        id, kin, votes, box, course, stay, life, absentSince, incidentId, home, presence, last);
  }

  /** It was seen in its place for long; what nobody has looked at since counts for nothing. */
  boolean atRest() {
    return stay.rest(lastSeen()) >= Policy.REST_MICROS;
  }

  /** Whether it came, rather than having been there all the time or for moments only. */
  boolean alive() {
    return life.steady() && (stay.moved() || (home == null && life.shapely()));
  }

  /** Whether it has shown nothing that would tell it from a piece of furniture. */
  boolean lifeless(long at) {
    return incident == null && !stay.moved() && life.lifeless(at);
  }

  /** Whether it has come to rest without anybody being alerted. */
  boolean settled(long at) {
    return incident == null && stay.rest(at) >= Policy.SETTLE_MICROS && !awaited();
  }

  /** Whether a rule waits, or waited until just now, for it to stay longer or to cross a line. */
  private boolean awaited() {
    for (Hit hit : hits) {
      if (hit.strong() && !hit.holds()) {
        return true;
      }
    }
    return false;
  }

  /** Its rule holds, it moved, and there are enough good hits in a short time. */
  boolean confirmed(long at) {
    int strong = 0;
    for (Hit hit : hits) {
      strong += hit.strong() && at - hit.at() <= Policy.CONFIRM_WINDOW_MICROS ? 1 : 0;
    }
    return strong >= Policy.CONFIRM_HITS && life.moving > 0 && hits.get(hits.size() - 1).holds();
  }

  /** May yet be confirmed: it had a good hit and is still young. */
  boolean promising(long at) {
    if (incident != null
        || hits.isEmpty()
        || at - hits.get(0).at() > Policy.CONFIRM_WINDOW_MICROS + Policy.WEAK_LEAD_MICROS) {
      return false;
    }
    for (Hit hit : hits) {
      if (hit.strong() && at - hit.at() <= Policy.WEAK_LEAD_MICROS) {
        return true;
      }
    }
    return false;
  }

  /**
   * The hits of the visit that confirmed it: from the weak ones shortly before the first good one.
   */
  List<Hit> visit(long at) {
    long first = at;
    for (Hit hit : hits) {
      boolean recent = at - hit.at() <= Policy.CONFIRM_WINDOW_MICROS;
      first = recent && hit.strong() ? Math.min(first, hit.at()) : first;
    }
    List<Hit> visit = new ArrayList<>(hits);
    long begin = first - Policy.WEAK_LEAD_MICROS;
    visit.removeIf(hit -> hit.at() < begin);
    return visit;
  }

  private List<Hit> remembered(Hit hit) {
    if (incident != null) {
      return List.of(hit);
    }
    List<Hit> all = new ArrayList<>(hits);
    all.removeIf(
        old -> hit.at() - old.at() > Policy.CONFIRM_WINDOW_MICROS + Policy.WEAK_LEAD_MICROS);
    all.add(hit);
    return all.subList(Math.max(0, all.size() - Policy.MAX_HITS), all.size());
  }
}
