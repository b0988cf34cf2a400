package io.sightline.alerting.core;

import io.sightline.alerting.core.Sighting.Lens;
import io.sightline.alerting.core.rules.Presence;
import io.sightline.avro.Subject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object in a frame, with all that the detector took it for.
 *
 * @param best the surest
 * @param others of other subjects, in the same place
 */
record Seen(Sighting best, List<Sighting> others, Kin kin) {
  private static final double SAME_PLACE_OVERLAP = 0.5;

  static Seen of(Sighting sighting) {
    return new Seen(sighting, List.of(), Kin.of(sighting.subject(), sighting.label()));
  }

  /**
   * Brings together what lies in one place and may be taken for each other: a dog that is also
   * called a person is one object.
   *
   * @param sightings best first
   */
  static List<Seen> of(List<Sighting> sightings) {
    List<Seen> all = new ArrayList<>(sightings.size());
    for (Sighting sighting : sightings) {
      Seen seen = of(sighting);
      int same = seen.kin == Kin.ANIMATE ? same(all, sighting) : -1;
      if (same < 0) {
        all.add(seen);
      } else {
        all.set(same, all.get(same).also(sighting));
      }
    }
    return all;
  }

  private static int same(List<Seen> all, Sighting sighting) {
    for (int i = 0; i < all.size(); i++) {
      Seen seen = all.get(i);
      if (seen.kin == Kin.ANIMATE
          && seen.best.subject() != sighting.subject()
          && seen.best.box().overlap(sighting.box()) >= SAME_PLACE_OVERLAP) {
        return i;
      }
    }
    return -1;
  }

  private Seen also(Sighting sighting) {
    for (Sighting other : others) {
      if (other.subject() == sighting.subject()) {
        return this;
      }
    }
    List<Sighting> more = new ArrayList<>(others);
    more.add(sighting);
    return new Seen(best, List.copyOf(more), kin);
  }

  /** The same as part of a track: see {@link Sighting#in}. */
  Seen in(Presence presence, boolean moved, Lens lens) {
    List<Sighting> judged = new ArrayList<>(others.size());
    for (Sighting other : others) {
      judged.add(other.in(presence, moved, lens));
    }
    return new Seen(best.in(presence, moved, lens), judged, kin);
  }

  void addTo(List<Sighting> sightings) {
    sightings.add(best);
    sightings.addAll(others);
  }

  Rect box() {
    return best.box();
  }

  boolean strong() {
    if (best.strong()) {
      return true;
    }
    for (Sighting other : others) {
      if (other.strong()) {
        return true;
      }
    }
    return false;
  }

  /** What a rule may alert on, the subject itself first; null for nothing. */
  @Nullable Sighting alerting(Subject subject) {
    Sighting found = best.followed() ? best : null;
    for (Sighting other : others) {
      boolean better = found == null || (found.subject() != subject && other.subject() == subject);
      found = other.followed() && better ? other : found;
    }
    return found;
  }
}
