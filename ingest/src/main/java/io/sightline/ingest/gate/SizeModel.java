package io.sightline.ingest.gate;

import java.util.HashMap;
import java.util.Map;

/**
 * How large a camera's packets are while nothing happens: for each place in a group of pictures and
 * each quantiser the median and spread of the newest ones, in logarithms. Follows slow changes such
 * as the noise of the night by forgetting.
 */
final class SizeModel {
  private static final int ENOUGH = 12;
  private static final int MAX_WINDOWS = 4096;

  /** Sizes are never trusted to be steadier than this, so that one odd packet is no sign. */
  private static final float LEAST_DEVIATION = 0.03f;

  /** Where sizes are spread wider they say little. */
  private static final float TELLING_DEVIATION = 0.12f;

  private static final int SPREAD_PACKETS = 100;

  private final Map<Integer, SizeWindow> windows = new HashMap<>();
  private float usualDeviation = 1;

  /**
   * How much larger than usual the packet is, in deviations; 0 if too little is known.
   *
   * @param place in the group of pictures
   */
  float excess(PacketFacts packet, int place) {
    SizeWindow window = windows.get(key(packet, place));
    if (window == null || window.count() < ENOUGH) {
      return 0;
    }
    float deviation = Math.max(LEAST_DEVIATION, window.deviation());
    usualDeviation += (window.deviation() - usualDeviation) / SPREAD_PACKETS;
    return (size(packet) - window.median()) / deviation;
  }

  void learn(PacketFacts packet, int place) {
    if (windows.size() >= MAX_WINDOWS) {
      windows.clear();
    }
    windows.computeIfAbsent(key(packet, place), k -> new SizeWindow()).add(size(packet));
  }

  /** Whether sizes are steady enough that somebody would show in them. */
  boolean telling() {
    return usualDeviation < TELLING_DEVIATION;
  }

  private static float size(PacketFacts packet) {
    return (float) Math.log(packet.bytes() + 16.0);
  }

  private static int key(PacketFacts packet, int place) {
    return place * 256 + (packet.quantiser() & 0xff);
  }
}
