package io.sightline.ingest.probe;

import io.sightline.ingest.ffmpeg.FfmpegClipWriters;
import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.ffmpeg.VideoEncoder;
import io.sightline.ingest.ffmpeg.VideoEncoder.Codec;
import io.sightline.ingest.ffmpeg.VideoEncoder.Settings;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaEvent.Picture;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads broken recordings of several kinds as a camera's would be: packets into a clip, pictures
 * looked at. A file that is read to its end, or refused with a message, is as it should be;
 * anything else is thrown.
 */
public final class MediaFuzz {
  private static final int PICTURES = 12;
  private static final int MAX_EVENTS = 5000;
  private static final SourceOptions OPTIONS =
      SourceOptions.defaults()
          .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5))
          .withLimits(4_000_000, 4 << 20);

  private record Kind(String name, Codec codec) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("a.mp4", Codec.H264),
          new Kind("a.ts", Codec.H264),
          new Kind("a.mkv", Codec.H264),
          new Kind("a.avi", Codec.MPEG4),
          new Kind("a.avi", Codec.MJPEG),
          new Kind("a.mkv", Codec.VP8));

  /** What became of a broken file. */
  public enum Outcome {
    REFUSED,
    FAILED,
    READ
  }

  private final Path folder;
  private final List<byte[]> whole = new ArrayList<>();
  private final FfmpegClipWriters writers = new FfmpegClipWriters();

  /**
   * @param folder for files that are overwritten over and over
   */
  public MediaFuzz(Path folder) throws IOException {
    this.folder = folder;
    for (Kind kind : KINDS) {
      Path file = folder.resolve("whole-" + kind.name());
      encode(file, kind.codec());
      whole.add(Files.readAllBytes(file));
    }
  }

  private static void encode(Path file, Codec codec) throws IOException {
    Settings settings = Settings.h264(160, 120, 10).withCodec(codec, 0);
    try (VideoEncoder encoder = VideoEncoder.open(file, settings)) {
      for (int i = 0; i < PICTURES; i++) {
        BufferedImage picture = new BufferedImage(160, 120, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.fillRect(10 + i * 8, 30, 40, 60);
        graphics.dispose();
        encoder.add(picture);
      }
      encoder.finish();
    }
  }

  /** Breaks a recording as the seed says, and reads it. */
  public Outcome run(long seed) throws IOException {
    int kind = (int) Math.floorMod(seed, KINDS.size());
    Path file = folder.resolve("broken-" + KINDS.get(kind).name());
    Files.write(file, Mutation.of(whole.get(kind), seed));
    FfmpegSource source;
    try {
      source = FfmpegSource.open(file.toString(), OPTIONS);
    } catch (SourceException e) {
      return Outcome.REFUSED;
    }
    try (source) {
      return copy(source);
    }
  }

  private Outcome copy(FfmpegSource source) {
    Path scratch = folder.resolve("scratch");
    try (ClipWriter writer = writers.open(scratch, source.info())) {
      MediaEvent event = source.next();
      for (int i = 0; event != null && i < MAX_EVENTS; i++) {
        if (event instanceof Packet packet) {
          writer.write(packet);
        } else if (event instanceof Picture picture) {
          picture.luma(64, 48);
          picture.jpeg(64);
        }
        event = source.next();
      }
      writer.finish(folder.resolve("clip"));
      return Outcome.READ;
    } catch (SourceException | IOException e) {
      return Outcome.FAILED;
    }
  }
}
