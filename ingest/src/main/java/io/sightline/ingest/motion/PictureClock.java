package io.sightline.ingest.motion;

/**
 * Chooses the pictures to analyse: the first in each slot of time, so that the choice depends on
 * presentation times alone.
 */
public final class PictureClock {
  private final long slotMicros;
  private long lastSlot = Long.MIN_VALUE;

  /**
   * @param picturesASecond most pictures chosen in a second
   */
  public PictureClock(double picturesASecond) {
    if (!(picturesASecond > 0)) {
      throw new IllegalArgumentException(
          "analysis rate " + picturesASecond + " pictures a second: expected more than 0");
    }
    this.slotMicros = Math.max(1, Math.round(1e6 / picturesASecond));
  }

  public boolean choose(long ptsMicros) {
    long slot = Math.floorDiv(ptsMicros, slotMicros);
    if (slot <= lastSlot) {
      return false;
    }
    lastSlot = slot;
    return true;
  }
}
