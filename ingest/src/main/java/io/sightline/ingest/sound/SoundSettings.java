package io.sightline.ingest.sound;

/**
 * What counts as loud, and when an activity ends. Microseconds of capture time.
 *
 * @param onDb over the floor by this much is loud
 * @param offDb while an activity is open this much suffices
 * @param confirmWindows so many loud windows...
 * @param confirmMicros ...within this time begin an activity
 * @param lingerMicros an activity ends after this much without anything loud
 * @param cutMicros longest activity; what goes on is continued in another
 * @param ongoingMicros time between two updates of an activity
 * @param riseDb how much the floor rises in a second of sound above it
 * @param fallDb how much it falls in a second of sound below it
 * @param warmUpWindows at the beginning, in which nothing is loud
 */
public record SoundSettings(
    double onDb,
    double offDb,
    int confirmWindows,
    long confirmMicros,
    long lingerMicros,
    long cutMicros,
    long ongoingMicros,
    double riseDb,
    double fallDb,
    int warmUpWindows) {

  /**
   * @param sensitivity 0 insensitive .. 1 sensitive: from 18 to 6 decibels over the floor
   */
  public static SoundSettings ofSensitivity(double sensitivity) {
    double on = 18 - 12 * Math.max(0, Math.min(1, sensitivity));
    return new SoundSettings(on, on - 4, 2, 500_000, 2_000_000, 120_000_000, 5_000_000, 0.5, 6, 20);
  }
}
