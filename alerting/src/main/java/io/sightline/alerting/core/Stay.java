package io.sightline.alerting.core;

/**
 * Since when an object stays where it is.
 *
 * @param place where it was when it last came to rest
 * @param since capture time, microseconds
 * @param away hits in a row that were somewhere else
 * @param moved whether it ever went from one place to another
 */
record Stay(Rect place, long since, int away, boolean moved) {

  static Stay at(Rect place, long since) {
    return new Stay(place, since, 0, false);
  }

  /**
   * @param step how far it has to go, in its sides
   */
  Stay seen(Rect box, long at, double step) {
    boolean elsewhere = box.travelled(place) >= step || box.scaled(place, Policy.SCALE_FACTOR);
    if (!elsewhere) {
      return away == 0 ? this : new Stay(place, since, 0, moved);
    }
    return away + 1 < Policy.MOVED_HITS
        ? new Stay(place, since, away + 1, moved)
        : new Stay(box, at, 0, true);
  }

  long rest(long at) {
    return at - since;
  }
}
