package io.sightline.alerting.core;

import io.sightline.alerting.core.Sighting.Lens;
import io.sightline.alerting.core.rules.Presence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows objects from frame to frame, in two stages: sure boxes are given to tracks first, what is
 * left of the tracks may go on with weaker ones, so that a bad frame does not end a track. In each
 * stage boxes are paired with tracks and known objects so that all together fit best to where the
 * tracks were going and the objects stand. What is left begins a track.
 */
final class Tracker {
  private final KnownObjects known;
  private final Motion motion;
  private final Frame frame;
  private final Lens lens;
  private final List<Seen> seen;
  private final boolean[] used;
  private final List<Track> tracks;
  private final boolean[] hit;
  private final List<Sighting> sightings = new ArrayList<>();
  private final List<Sighting> recognised = new ArrayList<>();
  private long begun;

  /**
   * @param tracks as they were before the frame
   * @param begun how many tracks the camera had so far
   */
  Tracker(
      List<Track> tracks,
      long begun,
      KnownObjects known,
      List<Sighting> found,
      Motion motion,
      Frame frame,
      Lens lens) {
    this.tracks = new ArrayList<>(tracks);
    this.begun = begun;
    this.known = known;
    this.motion = motion;
    this.frame = frame;
    this.lens = lens;
    this.seen = Seen.of(found);
    this.used = new boolean[seen.size()];
    this.hit = new boolean[tracks.size() + known.all().size()];
  }

  /** The tracks after the frame; those seen in it were last seen at its time. */
  List<Track> step() {
    assign(true);
    assign(false);
    for (int s = 0; s < used.length; s++) {
      if (!used[s]) {
        seen.get(s).addTo(sightings);
        begin(seen.get(s));
      }
    }
    leave();
    return tracks;
  }

  long begun() {
    return begun;
  }

  /** All others, as the rules judge them as part of their tracks. */
  List<Sighting> sightings() {
    return sightings;
  }

  /** What belongs to the scene and stood where it always does. */
  List<Sighting> recognised() {
    return recognised;
  }

  private void assign(boolean strong) {
    int[] rows = rows();
    int[] columns = columns(strong);
    if (rows.length == 0 || columns.length == 0) {
      return;
    }
    double[][] worth = new double[rows.length][columns.length];
    for (int r = 0; r < rows.length; r++) {
      fill(worth[r], rows[r], columns, strong);
    }
    int[] pairs = Assignment.best(worth);
    for (int r = 0; r < rows.length; r++) {
      if (pairs[r] >= 0 && rows[r] < tracks.size()) {
        take(rows[r], columns[pairs[r]]);
      } else if (pairs[r] >= 0) {
        recognise(rows[r], columns[pairs[r]]);
      }
    }
  }

  private void fill(double[] worth, int row, int[] columns, boolean strong) {
    boolean follows = row < tracks.size();
    Rect expected = follows ? Affinity.expected(tracks.get(row), frame.at()) : null;
    for (int c = 0; c < columns.length; c++) {
      Seen box = seen.get(columns[c]);
      worth[c] =
          expected == null
              ? known.worth(row - tracks.size(), box)
              : worth(tracks.get(row), expected, box, strong);
    }
  }

  private void recognise(int row, int s) {
    hit[row] = true;
    used[s] = true;
    known.seen(row - tracks.size(), seen.get(s), frame.at());
    recognised.add(seen.get(s).best());
  }

  private int[] rows() {
    int[] rows = new int[hit.length];
    int count = 0;
    for (int t = 0; t < hit.length; t++) {
      if (!hit[t]) {
        rows[count++] = t;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  private int[] columns(boolean strong) {
    int[] columns = new int[used.length];
    int count = 0;
    for (int s = 0; s < used.length; s++) {
      if (!used[s] && seen.get(s).strong() == strong) {
        columns[count++] = s;
      }
    }
    return Arrays.copyOf(columns, count);
  }

  /** A weak box where nothing moves keeps no visit going, but that of somebody who is at rest. */
  private double worth(Track track, Rect expected, Seen box, boolean strong) {
    double worth = Affinity.of(track, expected, box, frame.at());
    boolean counts =
        strong
            || worth <= 0
            || track.incident() == null
            || box.best().moving()
            || (track.atRest() && track.box().overlap(box.box()) >= Affinity.SAME_PLACE);
    return counts ? worth : 0;
  }

  private void take(int t, int s) {
    hit[t] = true;
    used[s] = true;
    Track track = tracks.get(t);
    Seen box = judged(seen.get(s), track);
    seen.set(s, box);
    box.addTo(sightings);
    tracks.set(t, track.seen(box, motion, hit(track, box), frame.at()));
  }

  /** As part of the track, of which it is known where it has been. */
  private Seen judged(Seen box, Track track) {
    Presence presence = track.presence().step(lens.rules(), box.box().foot(), frame.at());
    return box.in(presence, track.life().moving() > 0, lens);
  }

  private @Nullable Hit hit(Track track, Seen box) {
    Sighting alerting = box.alerting(track.subject());
    if (alerting != null) {
      return Hit.of(alerting, frame);
    }
    return track.incident() == null ? null : Hit.of(box.best(), frame).weak();
  }

  private void begin(Seen box) {
    Sighting alerting = box.alerting(box.best().subject());
    boolean begins = box.strong() || (alerting != null && box.best().moving());
    if (begins && tracks.size() < Policy.MAX_TRACKS && !duplicate(box)) {
      Hit first = alerting == null ? null : Hit.of(alerting, frame);
      tracks.add(Track.of(++begun, box, motion, known.home(box), first, frame.at()));
    }
  }

  /** A second, weaker box on what was found in this frame already. */
  private boolean duplicate(Seen box) {
    if (box.strong()) {
      return false;
    }
    for (Track track : tracks) {
      if (track.lastSeen() == frame.at()
          && track.kin() == box.kin()
          && track.box().overlap(box.box()) > Affinity.SAME_PLACE) {
        return true;
      }
    }
    return false;
  }

  /**
   * What was not found is absent; but what is at rest cannot have left a place where nothing moves.
   * What shows no life, or has settled, goes to the scene.
   */
  private void leave() {
    long at = frame.at();
    int kept = 0;
    for (Track each : tracks) {
      Track track = each;
      if (track.lastSeen() != at && !(track.atRest() && still(track))) {
        track = track.absent(at);
      } else if (track.lastSeen() == at && (track.lifeless(at) || track.settled(at))) {
        known.add(track);
        continue;
      }
      Rect home = track.home();
      if (home != null && track.stay().moved()) {
        known.left(home, track.life().since());
      }
      if (!track.gone(at)) {
        tracks.set(kept++, track);
      }
    }
    tracks.subList(kept, tracks.size()).clear();
  }

  private boolean still(Track track) {
    return track.absentSince() == null && motion.known() && !motion.at(track.box());
  }
}
