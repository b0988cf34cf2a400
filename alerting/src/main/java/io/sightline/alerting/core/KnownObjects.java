package io.sightline.alerting.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a camera's scene: the couch, the parked car, the coat that looks like a person.
 * Lives for one record.
 */
final class KnownObjects {
  private static final double SAME_OVERLAP = 0.5;
  private static final double TOUCHING_OVERLAP = 0.15;

  private final List<Known> objects;

  KnownObjects(List<Known> objects) {
    this.objects = new ArrayList<>(objects);
  }

  List<Known> all() {
    return objects;
  }

  /** How well it fits to the known object, 0..2; 0: it cannot be the same. */
  double worth(int known, Seen seen) {
    Known object = objects.get(known);
    double overlap = object.kin() == seen.kin() ? object.place().overlap(seen.box()) : 0;
    return overlap < SAME_OVERLAP ? 0 : 2 * overlap;
  }

  /** It is still where it always was. */
  void seen(int known, Seen seen, long at) {
    objects.set(known, objects.get(known).seen(seen.box(), at));
  }

  /** Leaves one of those that have come to be in the same place. */
  private void tidy() {
    for (int i = objects.size() - 1; i > 0; i--) {
      for (int j = 0; j < i; j++) {
        if (objects.get(i).kin() == objects.get(j).kin()
            && objects.get(i).place().overlap(objects.get(j).place()) >= SAME_OVERLAP) {
          objects.remove(i);
          break;
        }
      }
    }
  }

  /** The place of the one from which something that appears here may have come. */
  @Nullable Rect home(Seen seen) {
    int best = nearest(seen.kin(), seen.box(), TOUCHING_OVERLAP);
    return best < 0 ? null : objects.get(best).place();
  }

  /** A track came to rest for good, or never moved. */
  void add(Track track) {
    Known known = Known.of(track);
    tidy();
    int same = nearest(known.kin(), known.place(), SAME_OVERLAP);
    if (same >= 0) {
      objects.set(same, objects.get(same).seen(known.place(), known.lastSeen()));
      return;
    }
    objects.removeIf(old -> known.lastSeen() - old.lastSeen() > Policy.FORGET_MICROS);
    objects.add(known);
    if (objects.size() > Policy.MAX_KNOWN) {
      objects.remove(longestUnseen());
    }
  }

  /** What stood there has gone, unless it was seen there since. */
  void left(Rect home, long since) {
    for (int i = 0; i < objects.size(); i++) {
      if (objects.get(i).lastSeen() < since
          && objects.get(i).place().overlap(home) >= SAME_OVERLAP) {
        objects.remove(i);
        return;
      }
    }
  }

  private int longestUnseen() {
    int longest = 0;
    for (int i = 1; i < objects.size(); i++) {
      longest = objects.get(i).lastSeen() < objects.get(longest).lastSeen() ? i : longest;
    }
    return longest;
  }

  private int nearest(Kin kin, Rect box, double leastOverlap) {
    int best = -1;
    double most = leastOverlap;
    for (int i = 0; i < objects.size(); i++) {
      Known known = objects.get(i);
      double overlap = known.kin() == kin ? known.place().overlap(box) : 0;
      if (overlap >= most) {
        best = i;
        most = overlap;
      }
    }
    return best;
  }
}
