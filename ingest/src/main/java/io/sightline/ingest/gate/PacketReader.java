package io.sightline.ingest.gate;

/** Reads what is needed from a packet of one codec. Used by one thread. */
public interface PacketReader {
  PacketFacts read(byte[] packet, long ptsMicros, boolean key);

  /**
   * @param codec FFmpeg's name
   * @param extradata codec parameters as the container holds them; may be empty
   */
  static PacketReader of(String codec, byte[] extradata) {
    if (codec.equals("h264")) {
      return new H264Reader(extradata);
    }
    return (packet, pts, key) -> new PacketFacts(pts, packet.length, key, PacketFacts.UNKNOWN);
  }
}
