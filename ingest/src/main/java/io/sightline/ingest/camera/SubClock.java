package io.sightline.ingest.camera;

/**
 * Puts a sub-stream on the time line of the main stream. At first by when it came to this host;
 * where both streams tell the camera's clock, by that: the sub-stream is moved a little with each
 * picture that is looked at, so that its capture time only grows. Pure; one for each opening.
 */
final class SubClock implements PictureTimes {
  /** What is farther apart is not the same clock. */
  static final long MOST_MICROS = 2_000_000;

  /** Of the time that has passed since the picture before. */
  private static final int SHARE = 10;

  private final long originMicros;
  private boolean told;
  private long aheadMicros;
  private boolean measured;
  private long offsetMicros;
  private long movedMicros;
  private long lastPtsMicros = -1;
  private long undoneMovedMicros;
  private long undonePtsMicros = -1;

  /**
   * @param originMicros capture time of its time 0, by when that came
   */
  SubClock(long originMicros) {
    this.originMicros = originMicros;
  }

  /** A packet of the sub-stream was made then by the camera's clock. */
  void told(long ptsMicros, long senderMicros) {
    told = true;
    aheadMicros = senderMicros - originMicros - ptsMicros;
  }

  /**
   * The camera's clock is so far ahead of capture time in the main stream.
   *
   * @return false if the two are so far apart that it cannot be the same clock
   */
  boolean main(long mainAheadMicros) {
    if (!told) {
      return true;
    }
    long offset = aheadMicros - mainAheadMicros;
    measured = Math.abs(offset) <= MOST_MICROS;
    offsetMicros = measured ? offset : offsetMicros;
    return measured;
  }

  /** Whether both streams told. */
  boolean isMeasured() {
    return measured;
  }

  /** How much later pictures were captured than their arrival said; 0 until it is measured. */
  long offsetMicros() {
    return offsetMicros;
  }

  /** Capture time of a picture that is not looked at. */
  long captured(long ptsMicros) {
    return originMicros + movedMicros + ptsMicros;
  }

  @Override
  public long look(long ptsMicros) {
    undoneMovedMicros = movedMicros;
    undonePtsMicros = lastPtsMicros;
    if (lastPtsMicros >= 0 && ptsMicros > lastPtsMicros) {
      long most = (ptsMicros - lastPtsMicros) / SHARE;
      movedMicros += Math.max(-most, Math.min(most, offsetMicros - movedMicros));
    }
    lastPtsMicros = Math.max(lastPtsMicros, ptsMicros);
    return captured(ptsMicros);
  }

  @Override
  public void undo() {
    movedMicros = undoneMovedMicros;
    lastPtsMicros = undonePtsMicros;
  }
}
