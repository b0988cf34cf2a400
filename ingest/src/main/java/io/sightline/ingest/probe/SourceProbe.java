package io.sightline.ingest.probe;

import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaEvent.Picture;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.media.StreamInfo.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens a source and reads it for a while. */
public final class SourceProbe {
  private static final int PICTURE_WIDTH = 1280;

  private final Clock clock;
  private final SourceOptions options;
  private final long micros;

  private long bytes;
  private int pictures;
  private int keys;
  private long firstMicros = -1;
  private long lastMicros;
  private long firstKeyMicros;
  private long lastKeyMicros;
  private long firstPictureMs = -1;
  private @Nullable Long offsetMicros;
  private byte[] jpeg = new byte[0];

  /**
   * @param clock this host's
   * @param length how much of the source is read, on its own axis
   */
  public SourceProbe(Clock clock, SourceOptions options, Duration length) {
    this.clock = clock;
    this.options = options;
    this.micros = length.toNanos() / 1000;
  }

  /**
   * @param address with its secrets filled in
   * @throws SourceException it cannot be opened, or nothing in it can be decoded
   */
  public Probe run(String address) throws SourceException, IOException {
    long began = System.nanoTime();
    try (FfmpegSource source = FfmpegSource.open(address, options)) {
      long openMs = since(began);
      read(source, began);
      return result(address, source, openMs);
    }
  }

  private void read(MediaSource source, long began) throws SourceException, IOException {
    StreamInfo info = source.info();
    MediaEvent event = source.next();
    while (event != null) {
      if (event instanceof Packet packet) {
        boolean video = info.streams().get(packet.stream()).kind() == Kind.VIDEO;
        packet(packet, video, source.senderMicros());
      } else if (event instanceof Picture picture && picture(picture, began)) {
        jpeg = picture.jpeg(PICTURE_WIDTH);
        return;
      }
      event = source.next();
    }
  }

  private void packet(Packet packet, boolean video, long senderMicros) {
    bytes += packet.size();
    if (video && packet.key()) {
      firstKeyMicros = keys++ == 0 ? packet.ptsMicros() : firstKeyMicros;
      lastKeyMicros = packet.ptsMicros();
    }
    if (video && senderMicros >= 0) {
      long offset = senderMicros - ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
      offsetMicros = offsetMicros == null ? offset : Math.max(offsetMicros, offset);
    }
  }

  /** Returns true when enough was seen. */
  private boolean picture(Picture picture, long began) throws IOException {
    if (pictures++ == 0) {
      firstMicros = picture.ptsMicros();
      firstPictureMs = since(began);
      jpeg = picture.jpeg(PICTURE_WIDTH);
    }
    lastMicros = picture.ptsMicros();
    return lastMicros - firstMicros >= micros;
  }

  private Probe result(String address, MediaSource source, long openMs) {
    StreamInfo info = source.info();
    double seconds = (lastMicros - firstMicros) / 1e6;
    return new Probe(
        FfmpegSource.display(address),
        codecs(info, Kind.VIDEO).get(0),
        info.width(),
        info.height(),
        info.fps(),
        seconds > 0 ? (pictures - 1) / seconds : 0,
        keys > 1 ? (lastKeyMicros - firstKeyMicros) / (keys - 1) / 1000 : null,
        seconds > 0 ? Math.round(bytes * 8 / 1e3 / seconds) : 0,
        codecs(info, Kind.AUDIO),
        openMs,
        firstPictureMs,
        offsetMicros == null ? null : offsetMicros / 1000,
        source.errors(),
        jpeg);
  }

  private static List<String> codecs(StreamInfo info, Kind kind) {
    return info.streams().stream()
        .filter(stream -> stream.kind() == kind)
        .map(StreamInfo.Stream::codec)
        .toList();
  }

  private static long since(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }
}
