package io.sightline.standalone.eval.footage;

import io.sightline.alerting.core.Assignment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs whole objects with whole tracks, one with one, so that as many boxes as possible agree.
 *
 * @param agreed boxes in which object and track of a pair overlap
 * @param real boxes of the truth
 * @param found boxes of tracks
 */
record Identities(int agreed, int real, int found) {

  static Identities of(
      Map<Integer, List<Place>> truth, Map<Integer, List<Place>> tracks, double leastOverlap) {
    Map<Long, Integer> objects = new LinkedHashMap<>();
    Map<Long, Integer> followed = new LinkedHashMap<>();
    List<int[]> agreements = new ArrayList<>();
    int real = 0;
    int found = 0;
    for (Map.Entry<Integer, List<Place>> frame : truth.entrySet()) {
      List<Place> seen = tracks.getOrDefault(frame.getKey(), List.of());
      real += frame.getValue().size();
      found += seen.size();
      for (Place object : frame.getValue()) {
        int o = objects.computeIfAbsent(object.id(), id -> objects.size());
        for (Place track : seen) {
          int t = followed.computeIfAbsent(track.id(), id -> followed.size());
          if (object.overlap(track) >= leastOverlap) {
            agreements.add(new int[] {o, t});
          }
        }
      }
    }
    return new Identities(most(objects.size(), followed.size(), agreements), real, found);
  }

  private static int most(int objects, int tracks, List<int[]> agreements) {
    double[][] worth = new double[objects][tracks];
    for (int[] pair : agreements) {
      worth[pair[0]][pair[1]]++;
    }
    int[] pairs = Assignment.best(worth);
    int sum = 0;
    for (int o = 0; o < objects; o++) {
      sum += pairs[o] < 0 ? 0 : (int) worth[o][pairs[o]];
    }
    return sum;
  }

  double f1() {
    return real + found == 0 ? 0 : 2.0 * agreed / (real + found);
  }

  double precision() {
    return found == 0 ? 0 : (double) agreed / found;
  }

  double recall() {
    return real == 0 ? 0 : (double) agreed / real;
  }
}
