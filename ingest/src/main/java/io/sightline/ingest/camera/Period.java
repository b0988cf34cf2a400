package io.sightline.ingest.camera;

/** Counts what came in a period. Pure. */
final class Period {
  /**
   * What came.
   *
   * @param fps pictures a second
   */
  record Count(long millis, long packets, long pictures, double fps) {}

  private long beganMillis = -1;
  private long packets;
  private long videoPackets;
  private long pictures;

  void packet(boolean video) {
    packets++;
    videoPackets += video ? 1 : 0;
  }

  void picture() {
    pictures++;
  }

  /** Ends the period and begins the next. */
  Count end(long nowMillis) {
    long millis = beganMillis < 0 ? 0 : Math.max(0, nowMillis - beganMillis);
    double fps = millis == 0 ? 0 : videoPackets * 1000.0 / millis;
    Count count = new Count(millis, packets, pictures, fps);
    begin(nowMillis);
    return count;
  }

  void begin(long nowMillis) {
    beganMillis = nowMillis;
    packets = 0;
    videoPackets = 0;
    pictures = 0;
  }
}
