package io.sightline.detect.model;

import java.time.Duration;

/**
 * How often the model may run for a frame. Every frame is looked at as a whole; crops are looked at
 * in each frame while an activity is young, and ever more seldom as it goes on. It follows from the
 * frame's own record alone, so that whoever examines it, and how often, does the same.
 *
 * @param looksPerFrame most runs for a frame, the whole frame included, at least 1
 * @param cropsFor age of an activity up to which crops are looked at in each frame; after that in
 *     every second, from twice that age on in every fourth, and so on
 * @param cropsEvery at the least in every so manieth frame, at least 1
 */
public record Budget(int looksPerFrame, Duration cropsFor, int cropsEvery) {

  /** The whole frame and nothing else. */
  public static final Budget NO_CROPS = new Budget(1, Duration.ZERO, 1);

  /**
   * How many crops to look at.
   *
   * @param age of the activity when the frame was captured
   * @param sequence the frame's number
   * @param available crops that there are
   */
  public int crops(Duration age, long sequence, int available) {
    boolean due = Math.floorMod(sequence, every(age)) == 0;
    return due ? Math.min(available, looksPerFrame - 1) : 0;
  }

  private int every(Duration age) {
    int every = 1;
    for (Duration until = cropsFor;
        every < cropsEvery && age.compareTo(until) > 0;
        until = until.multipliedBy(2)) {
      every = Math.min(cropsEvery, 2 * every);
      if (until.isZero()) {
        return cropsEvery;
      }
    }
    return every;
  }
}
