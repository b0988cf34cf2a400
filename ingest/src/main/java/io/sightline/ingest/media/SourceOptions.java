package io.sightline.ingest.media;

import java.time.Duration;

/**
 * How a source is opened and read.
 *
 * @param playback pace of a file
 * @param loop a file starts again at its end, for ever; timestamps go on
 * @param openTimeout longest wait until the streams are known
 * @param readTimeout longest wait for the next packet
 * @param rtspTransport how RTSP carries media
 * @param decoderThreads threads of the video decoder; each adds a picture of delay
 * @param maxPixels largest picture, width times height
 * @param maxPacketBytes largest packet
 */
public record SourceOptions(
    Playback playback,
    boolean loop,
    Duration openTimeout,
    Duration readTimeout,
    RtspTransport rtspTransport,
    int decoderThreads,
    long maxPixels,
    int maxPacketBytes) {

  public enum RtspTransport {
    TCP,
    UDP
  }

  public SourceOptions {
    positive("open timeout", openTimeout.toNanos());
    positive("read timeout", readTimeout.toNanos());
    positive("decoder threads", decoderThreads);
    positive("largest picture in pixels", maxPixels);
    positive("largest packet in bytes", maxPacketBytes);
  }

  /** As fast as possible, once; 10 s to open and to read, one thread, 64 megapixels, 32 MiB. */
  public static SourceOptions defaults() {
    return new SourceOptions(
        Playback.AS_FAST_AS_POSSIBLE,
        false,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        RtspTransport.TCP,
        1,
        64_000_000,
        32 << 20);
  }

  public SourceOptions withPlayback(Playback playback, boolean loop) {
    return new SourceOptions(
        playback,
        loop,
        openTimeout,
        readTimeout,
        rtspTransport,
        decoderThreads,
        maxPixels,
        maxPacketBytes);
  }

  public SourceOptions withTimeouts(Duration open, Duration read) {
    return new SourceOptions(
        playback, loop, open, read, rtspTransport, decoderThreads, maxPixels, maxPacketBytes);
  }

  public SourceOptions withRtspTransport(RtspTransport transport) {
    return new SourceOptions(
        playback,
        loop,
        openTimeout,
        readTimeout,
        transport,
        decoderThreads,
        maxPixels,
        maxPacketBytes);
  }

  public SourceOptions withDecoderThreads(int threads) {
    return new SourceOptions(
        playback,
        loop,
        openTimeout,
        readTimeout,
        rtspTransport,
        threads,
        maxPixels,
        maxPacketBytes);
  }

  public SourceOptions withLimits(long pixels, int packetBytes) {
    return new SourceOptions(
        playback,
        loop,
        openTimeout,
        readTimeout,
        rtspTransport,
        decoderThreads,
        pixels,
        packetBytes);
  }

  private static void positive(String what, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(what + " is " + value + ", expected more than 0");
    }
  }
}
