package io.sightline.standalone.eval.footage;

import io.sightline.alerting.core.Assignment;
import io.sightline.standalone.eval.footage.TrackScore.ObjectScore;
import io.sightline.standalone.eval.footage.TrackScore.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds tracks against the truth, frame by frame, as CLEAR MOT does: an object keeps its track as
 * long as they overlap by half; what is left is paired so that it overlaps most.
 */
final class ClearMot {
  private static final double LEAST_OVERLAP = 0.5;

  private final Map<Long, Long> trackOf = new HashMap<>();
  private final Map<Long, Seen> objects = new TreeMap<>();
  private int boxes;
  private int found;
  private int matched;
  private int switches;
  private double overlaps;

  private ClearMot() {}

  private static final class Seen {
    private final List<Long> tracks = new ArrayList<>();
    private final List<Run> missed = new ArrayList<>();
    private int frames;
    private int found;
    private boolean missing;

    void found(long track) {
      found++;
      missing = false;
      if (tracks.isEmpty() || tracks.get(tracks.size() - 1) != track) {
        tracks.add(track);
      }
    }

    void missed(int frame) {
      int last = missed.size() - 1;
      int from = missing ? missed.remove(last).from() : frame;
      missed.add(new Run(from, frame));
      missing = true;
    }
  }

  /**
   * @param truth by frame; only frames that were looked at
   * @param tracks by frame; none for a frame means that nothing was found in it
   */
  static TrackScore score(SortedMap<Integer, List<Place>> truth, Map<Integer, List<Place>> tracks) {
    ClearMot mot = new ClearMot();
    truth.forEach((frame, real) -> mot.frame(frame, real, tracks.getOrDefault(frame, List.of())));
    Identities identities = Identities.of(truth, tracks, LEAST_OVERLAP);
    int misses = mot.boxes - mot.matched;
    int wrong = mot.found - mot.matched;
    return new TrackScore(
        truth.size(),
        mot.boxes,
        mot.found,
        misses,
        wrong,
        mot.switches,
        mot.boxes == 0 ? 0 : 1 - (misses + wrong + mot.switches) / (double) mot.boxes,
        mot.matched == 0 ? 0 : mot.overlaps / mot.matched,
        identities.f1(),
        identities.precision(),
        identities.recall(),
        mot.objects());
  }

  private List<ObjectScore> objects() {
    List<ObjectScore> scores = new ArrayList<>();
    objects.forEach(
        (id, seen) ->
            scores.add(
                new ObjectScore(
                    id,
                    seen.frames,
                    seen.found,
                    List.copyOf(seen.tracks),
                    List.copyOf(seen.missed))));
    return scores;
  }

  private void frame(int frame, List<Place> real, List<Place> tracks) {
    boxes += real.size();
    found += tracks.size();
    int[] pairs = pairs(real, tracks);
    for (int r = 0; r < pairs.length; r++) {
      Seen seen = objects.computeIfAbsent(real.get(r).id(), id -> new Seen());
      seen.frames++;
      if (pairs[r] < 0) {
        seen.missed(frame);
      } else {
        take(real.get(r), tracks.get(pairs[r]), seen);
      }
    }
  }

  private void take(Place object, Place track, Seen seen) {
    matched++;
    overlaps += object.overlap(track);
    Long before = trackOf.put(object.id(), track.id());
    switches += before != null && before != track.id() ? 1 : 0;
    seen.found(track.id());
  }

  private int[] pairs(List<Place> real, List<Place> tracks) {
    double[][] worth = new double[real.size()][tracks.size()];
    Set<Integer> kept = new HashSet<>();
    for (int r = 0; r < real.size(); r++) {
      for (int t = 0; t < tracks.size(); t++) {
        double overlap = real.get(r).overlap(tracks.get(t));
        worth[r][t] = overlap >= LEAST_OVERLAP ? overlap : 0;
        Long before = trackOf.get(real.get(r).id());
        if (worth[r][t] > 0 && before != null && before == tracks.get(t).id() && kept.add(t)) {
          worth[r][t] += real.size() + 1;
        }
      }
    }
    return Assignment.best(worth);
  }
}
