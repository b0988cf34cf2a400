package io.sightline.alerting.core;

import io.sightline.alerting.core.Sighting.Lens;
import io.sightline.alerting.core.rules.Presence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Follows objects from frame to frame. Boxes that satisfy their rule are given to tracks first;
 * what is left of the tracks may go on with weaker ones, so that a bad frame does not end a track.
 * A box goes to the track that it overlaps most, else to the nearest one within reach: at 2 to 5
 * frames a second somebody who walks past overlaps nothing of what was.
 */
final class Tracker {
  private static final double LEAST_OVERLAP = 0.1;
  private static final double DUPLICATE_OVERLAP = 0.5;
  private static final double SIDES_A_SECOND = 2;
  private static final double LEAST_REACH_SIDES = 0.5;
  private static final double MOST_REACH_SIDES = 1.5;

  private Tracker() {}

  private record Pair(int track, int sighting, double affinity) {}

  /**
   * The tracks after a frame, and what the rules say of its sightings as part of them.
   *
   * @param tracks those seen in the frame have a last hit at its time
   */
  record Step(List<Track> tracks, List<Sighting> sightings) {}

  static Step step(List<Track> tracks, List<Sighting> sightings, Frame frame, Lens lens) {
    Working working = new Working(tracks, sightings, frame, lens);
    working.assign(true);
    working.assign(false);
    working.start();
    return new Step(working.result(), working.sightings);
  }

  /** Above 1 for overlap, 0..1 for nearness, 0 for none. */
  private static double affinity(Track track, Sighting sighting, long at) {
    if (track.subject() != sighting.subject()) {
      return 0;
    }
    double overlap = track.box().overlap(sighting.box());
    if (overlap >= LEAST_OVERLAP) {
      return 1 + overlap;
    }
    double side = (track.box().longSide() + sighting.box().longSide()) / 2;
    double sides = SIDES_A_SECOND * (at - track.lastSeen()) / 1e6;
    double reach = side * Math.max(LEAST_REACH_SIDES, Math.min(MOST_REACH_SIDES, sides));
    return Math.max(0, 1 - track.box().centreDistance(sighting.box()) / reach);
  }

  /** The work on one frame. */
  private static final class Working {
    private final List<Track> tracks;
    private final List<Sighting> sightings;
    private final Frame frame;
    private final Lens lens;
    private final boolean[] hit;
    private final boolean[] used;

    Working(List<Track> tracks, List<Sighting> sightings, Frame frame, Lens lens) {
      this.tracks = new ArrayList<>(tracks);
      this.sightings = new ArrayList<>(sightings);
      this.frame = frame;
      this.lens = lens;
      this.hit = new boolean[tracks.size()];
      this.used = new boolean[sightings.size()];
    }

    void assign(boolean strong) {
      for (Pair pair : pairs(strong)) {
        if (!hit[pair.track] && !used[pair.sighting]) {
          hit[pair.track] = true;
          used[pair.sighting] = true;
          join(pair.track, pair.sighting);
        }
      }
    }

    private void join(int t, int s) {
      Track track = tracks.get(t);
      Sighting sighting = sightings.get(s);
      Presence presence = track.presence().step(lens.rules(), sighting.box().foot(), frame.at());
      Sighting joined = sighting.in(presence, track.moved(), lens);
      sightings.set(s, joined);
      tracks.set(t, track.seen(joined, frame));
    }

    private List<Pair> pairs(boolean strong) {
      List<Pair> pairs = new ArrayList<>();
      for (int t = 0; t < hit.length; t++) {
        for (int s = 0; s < used.length; s++) {
          double affinity = affinity(tracks.get(t), sightings.get(s), frame.at());
          if (!hit[t] && !used[s] && sightings.get(s).strong() == strong && affinity > 0) {
            pairs.add(new Pair(t, s, affinity));
          }
        }
      }
      pairs.sort(Comparator.comparingDouble(Pair::affinity).reversed());
      return pairs;
    }

    void start() {
      for (int s = 0; s < used.length && tracks.size() < Policy.MAX_TRACKS; s++) {
        if (!used[s] && !duplicate(sightings.get(s))) {
          tracks.add(Track.of(sightings.get(s), frame));
        }
      }
    }

    /** A second, weaker box on what was found in this frame already. */
    private boolean duplicate(Sighting sighting) {
      return !sighting.strong()
          && tracks.stream()
              .anyMatch(
                  track ->
                      track.lastSeen() == frame.at()
                          && track.subject() == sighting.subject()
                          && track.box().overlap(sighting.box()) > DUPLICATE_OVERLAP);
    }

    List<Track> result() {
      return tracks.stream()
          .map(track -> track.lastSeen() == frame.at() ? track : track.absent(frame.at()))
          .filter(track -> !track.gone(frame.at()))
          .toList();
    }
  }
}
