package io.sightline.ingest.clip;

import io.sightline.ingest.media.MediaEvent.Packet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The newest packets of a source, so that a clip can begin before its activity. Begins with a key
 * picture; keeps at least the wanted time, as far as the limit allows.
 */
public final class PacketRing {
  private final int video;
  private final long keepMicros;
  private final long maxBytes;
  private final Deque<Packet> packets = new ArrayDeque<>();
  private final Deque<Long> keys = new ArrayDeque<>();
  private long bytes;
  private long neededMicros = Long.MAX_VALUE;

  /**
   * @param video index of the video stream
   * @param keepMicros time to keep before the newest packet
   * @param maxBytes limit: when full, the oldest group of pictures goes
   */
  public PacketRing(int video, long keepMicros, long maxBytes) {
    this.video = video;
    this.keepMicros = keepMicros;
    this.maxBytes = maxBytes;
  }

  public void add(Packet packet) {
    boolean key = isKey(packet);
    if (packets.isEmpty() && !key) {
      return; // nothing can be shown before the first key picture
    }
    if (key) {
      keys.addLast(packet.ptsMicros());
    }
    packets.addLast(packet.kept());
    bytes += packet.size();
    trim(Math.min(neededMicros, packet.ptsMicros()));
  }

  /** Keeps the wanted time before the given one, rather than before the newest packet. */
  public void need(long ptsMicros) {
    neededMicros = ptsMicros;
  }

  private void trim(long now) {
    while (keys.size() > 1 && (second() <= now - keepMicros || bytes > maxBytes)) {
      dropGroup();
    }
    if (bytes > maxBytes) {
      packets.clear();
      keys.clear();
      bytes = 0;
    }
  }

  private long second() {
    return keys.stream().skip(1).findFirst().orElseThrow();
  }

  private void dropGroup() {
    keys.removeFirst();
    do {
      bytes -= packets.removeFirst().size();
    } while (!isKey(packets.element()));
  }

  /**
   * Packets from the last key picture at or before a time, or else from the first one there is;
   * empty if there is none.
   */
  public List<Packet> from(long ptsMicros) {
    Long first = keys.peekFirst();
    if (first == null) {
      return List.of();
    }
    long begin = keys.stream().filter(k -> k <= ptsMicros).reduce(first, Math::max);
    return packets.stream().dropWhile(p -> !isKey(p) || p.ptsMicros() != begin).toList();
  }

  public long bytes() {
    return bytes;
  }

  private boolean isKey(Packet packet) {
    return packet.stream() == video && packet.key();
  }
}
