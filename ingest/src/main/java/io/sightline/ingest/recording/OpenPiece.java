package io.sightline.ingest.recording;

import io.sightline.ingest.media.MediaEvent.Packet;
import java.util.ArrayList;
import java.util.List;

/** A piece being written, and the packets of the next one while the sound of this one comes in. */
final class OpenPiece {
  /** Sound comes at most so much later than pictures; what is later yet is left out. */
  private static final long LATE_SOUND_MICROS = 500_000;

  final PieceWriter writer;
  final long startMicros;
  private final List<Packet> next = new ArrayList<>();

  OpenPiece(PieceWriter writer, long startMicros) {
    this.writer = writer;
    this.startMicros = startMicros;
  }

  /** The next piece begins with this key picture. */
  void cut(Packet key) {
    next.add(key.kept());
  }

  boolean isCut() {
    return !next.isEmpty();
  }

  /** True if the packet is of the next piece, and kept for it. */
  boolean keeps(Packet packet, int video) {
    boolean late = packet.stream() != video && packet.ptsMicros() < next.get(0).ptsMicros();
    if (!late) {
      next.add(packet.kept());
    }
    return !late;
  }

  /** Whether all the sound of this piece must have come. */
  boolean isComplete(Packet newest, int video) {
    return newest.stream() != video
        ? newest.ptsMicros() >= next.get(0).ptsMicros()
        : newest.ptsMicros() - next.get(0).ptsMicros() >= LATE_SOUND_MICROS;
  }

  List<Packet> next() {
    return next;
  }
}
