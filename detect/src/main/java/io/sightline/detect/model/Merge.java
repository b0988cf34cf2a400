package io.sightline.detect.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes one list of what was found in a frame, in its crops and by several models: of boxes of one
 * label around one object the best stays, and what a crop's edge cut off goes where the object is
 * seen uncut.
 *
 * @param maxOverlap a box that overlaps a better one of its label by more than this goes, 0..1
 * @param limit most boxes kept
 */
public record Merge(float maxOverlap, int limit) {
  /** A cut box goes if this share of it lies in another of its label. */
  private static final float MIN_COVERED = 0.6f;

  private static final Comparator<Sighting> BEST =
      Comparator.comparingDouble((Sighting s) -> -s.score());

  /** Best first; among equals the order of the input decides. */
  public List<Sighting> apply(List<Sighting> sightings) {
    List<Sighting> sorted = new ArrayList<>(sightings);
    sorted.sort(Comparator.comparing(Sighting::cut).thenComparing(BEST));
    List<Sighting> kept = new ArrayList<>();
    for (Sighting sighting : sorted) {
      if (kept.stream().noneMatch(better -> takes(better, sighting))) {
        kept.add(sighting);
      }
    }
    kept.sort(BEST);
    return List.copyOf(kept.subList(0, Math.min(kept.size(), limit)));
  }

  private boolean takes(Sighting better, Sighting other) {
    if (!better.found().label().equals(other.found().label())) {
      return false;
    }
    Rect box = other.found().box();
    return better.found().box().overlap(box) > maxOverlap
        || (other.cut() && covered(box, better.found().box()) >= MIN_COVERED);
  }

  private static float covered(Rect box, Rect by) {
    return box.area() <= 0 ? 0 : box.intersection(by).area() / box.area();
  }
}
