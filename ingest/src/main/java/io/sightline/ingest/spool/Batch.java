package io.sightline.ingest.spool;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;

/**
 * What was sent in one transaction: a stretch of the spool, and where its facts went.
 *
 * @param from position of its first entry
 * @param to position after its last entry
 * @param places one for each fact, in their order
 */
record Batch(long from, long to, List<Place> places) {
  Batch {
    places = List.copyOf(places);
  }

  /** The same after some of its facts were sent again. */
  Batch with(SortedSet<Integer> again, List<Place> newPlaces) {
    List<Place> all = new ArrayList<>(places);
    Iterator<Place> next = newPlaces.iterator();
    again.forEach(index -> all.set(index, next.next()));
    return new Batch(from, to, all);
  }
}
