package io.sightline.standalone.bench;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * How far what came out is from once for each.
 *
 * @param lost what did not come
 * @param doubled what came again, or was never asked for
 */
record Exactness(long lost, long doubled) {
  static final Exactness WHOLE = new Exactness(0, 0);

  /**
   * @param expected ids, each of which is to be found once
   * @param found ids as they were found
   */
  static Exactness of(Collection<String> expected, Collection<String> found) {
    Set<String> missing = new HashSet<>(expected);
    long hits = missing.size();
    found.forEach(missing::remove);
    hits -= missing.size();
    return new Exactness(missing.size(), found.size() - hits);
  }

  Exactness plus(Exactness other) {
    return new Exactness(lost + other.lost, doubled + other.doubled);
  }
}
