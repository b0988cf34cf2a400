package io.sightline.ingest.media;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source holds.
 *
 * @param width pixels of the video stream
 * @param fps pictures a second, 0 if unknown
 * @param createdAt creation time inside the file, if it has one
 * @param durationMicros -1 if unknown or endless
 * @param streams as delivered; exactly one is video
 */
public record StreamInfo(
    int width,
    int height,
    double fps,
    @Nullable Instant createdAt,
    long durationMicros,
    List<Stream> streams) {

  /** Whether packets of the one can follow packets of the other. */
  public boolean sameMediaAs(StreamInfo other) {
    return width == other.width && height == other.height && streams.equals(other.streams);
  }

  /**
   * @param codec FFmpeg's name: h264, hevc, mjpeg, aac …
   * @param parameters opaque codec parameters that the clip writer needs
   */
  public record Stream(Kind kind, String codec, Object parameters) {}

  public enum Kind {
    VIDEO,
    AUDIO
  }
}
