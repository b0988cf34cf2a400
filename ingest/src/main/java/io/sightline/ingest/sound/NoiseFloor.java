package io.sightline.ingest.sound;

import java.util.Arrays;

/**
 * What is usual at a camera, in decibels: a low quantile of the level, which falls fast and rises
 * slowly, so that a fan that was switched on becomes usual and a cry does not.
 */
final class NoiseFloor {
  /** Below that a microphone tells nothing: else every rustle would be loud after silence. */
  static final double LOWEST_DB = -65;

  private final double riseDb;
  private final double fallDb;
  private final double[] first;
  private int windows;
  private double floorDb;

  /**
   * @param riseDb a second
   * @param fallDb a second
   */
  NoiseFloor(SoundSettings settings) {
    double seconds = Samples.micros(Windows.LENGTH) / 1e6;
    riseDb = settings.riseDb() * seconds;
    fallDb = settings.fallDb() * seconds;
    first = new double[settings.warmUpWindows()];
  }

  /** Takes the level of the next window; returns the floor as it was before, for comparison. */
  double next(double levelDb) {
    if (windows < first.length) {
      return warmUp(levelDb);
    }
    double before = floorDb;
    double step =
        levelDb > floorDb
            ? Math.min(riseDb, levelDb - floorDb)
            : -Math.min(fallDb, floorDb - levelDb);
    floorDb = Math.max(LOWEST_DB, floorDb + step);
    return before;
  }

  /** Nothing is loud until something is known; then the floor is what most of it exceeded. */
  private double warmUp(double levelDb) {
    first[windows++] = levelDb;
    if (windows == first.length) {
      double[] sorted = first.clone();
      Arrays.sort(sorted);
      floorDb = Math.max(LOWEST_DB, sorted[sorted.length / 4]);
    }
    return Double.POSITIVE_INFINITY;
  }
}
