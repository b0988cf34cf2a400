package io.sightline.ingest.gate;

/**
 * What a video packet tells without being decoded.
 *
 * @param bytes without padding
 * @param key whether decoding can begin here
 * @param quantiser how coarsely the picture is coded; {@link #UNKNOWN} if that was not read
 */
public record PacketFacts(long ptsMicros, int bytes, boolean key, int quantiser) {
  public static final int UNKNOWN = -1;
}
