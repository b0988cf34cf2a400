package io.sightline.ingest.gate;

/** Where in its group of pictures a packet stands, and how long the groups are. */
final class Places {
  static final int KEY = 0;
  private static final int REORDERED = 7;
  private static final int LAST_TOLD_APART = 4;
  private static final int LATE = 10;
  private static final int KEYS_IN_A_ROW = 45;

  private int sinceKey;
  private int keysInARow;
  private long newestPts = Long.MIN_VALUE;
  private long keyPts = Long.MIN_VALUE;
  private long longestMicros;

  /** The place of the next packet, in the order of decoding. */
  int next(PacketFacts packet) {
    boolean reordered = packet.ptsMicros() < newestPts;
    newestPts = Math.max(newestPts, packet.ptsMicros());
    if (packet.key()) {
      keysInARow++;
      sinceKey = 0;
      long length = keyPts == Long.MIN_VALUE ? 0 : packet.ptsMicros() - keyPts;
      longestMicros = Math.max(length, longestMicros * 3 / 4);
      keyPts = packet.ptsMicros();
      return KEY;
    }
    keysInARow = 0;
    sinceKey++;
    int place = Math.min(sinceKey, LAST_TOLD_APART);
    return reordered ? REORDERED : place + (sinceKey >= LATE ? 1 : 0);
  }

  /** True while every packet is a key picture: sizes and places tell nothing. */
  boolean allKeys() {
    return keysInARow >= KEYS_IN_A_ROW;
  }

  /** Time from the newest key picture. */
  long sinceKeyMicros(long ptsMicros) {
    return keyPts == Long.MIN_VALUE ? 0 : ptsMicros - keyPts;
  }

  /** The longest group of late. */
  long longestMicros() {
    return longestMicros;
  }
}
