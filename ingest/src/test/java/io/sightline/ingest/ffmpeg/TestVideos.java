package io.sightline.ingest.ffmpeg;

import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small videos that tests make for themselves, and ways to read them whole. */
public final class TestVideos {
  public static final int WIDTH = 160;
  public static final int HEIGHT = 120;
  public static final int FPS = 10;
  public static final int SQUARE = 32;

  private TestVideos() {}

  public static VideoEncoder.Settings h264() {
    return new VideoEncoder.Settings(
        WIDTH, HEIGHT, FPS, FPS, 500_000, VideoEncoder.Codec.H264, 0, null);
  }

  /** MPEG-4 with two B-frames in a row. */
  public static VideoEncoder.Settings withBFrames() {
    return h264().withCodec(VideoEncoder.Codec.MPEG4, 2);
  }

  /** A white square that crosses a dark, slightly noisy room. */
  public static Path movingSquare(Path file, VideoEncoder.Settings settings, int pictures)
      throws IOException {
    Random noise = new Random(7);
    try (VideoEncoder encoder = VideoEncoder.open(file, settings)) {
      for (int i = 0; i < pictures; i++) {
        encoder.add(square(settings, i, noise));
      }
      encoder.finish();
    }
    return file;
  }

  /** A still room with a sensor's noise, in which a square is there and moves for a while. */
  public static Path visit(
      Path file, VideoEncoder.Settings settings, int pictures, int from, int to)
      throws IOException {
    Random noise = new Random(7);
    try (VideoEncoder encoder = VideoEncoder.open(file, settings)) {
      for (int i = 0; i < pictures; i++) {
        BufferedImage image =
            new BufferedImage(settings.width(), settings.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < settings.height(); y++) {
          for (int x = 0; x < settings.width(); x++) {
            boolean there = i >= from && i < to && y > 40 && y < 90;
            int left = 10 + 3 * (i - from);
            int look = there && x >= left && x < left + SQUARE ? 210 : 60 + (x / 20) * 9;
            int grey = look + noise.nextInt(5);
            image.setRGB(x, y, grey << 16 | grey << 8 | grey);
          }
        }
        encoder.add(image);
      }
      encoder.finish();
    }
    return file;
  }

  private static BufferedImage square(VideoEncoder.Settings settings, int index, Random noise) {
    BufferedImage image =
        new BufferedImage(settings.width(), settings.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(40, 40, 40 + noise.nextInt(8)));
    graphics.fillRect(0, 0, settings.width(), settings.height());
    graphics.setColor(Color.WHITE);
    graphics.fillRect(
        2 * index % (settings.width() - SQUARE),
        settings.height() / 2 - SQUARE / 2,
        SQUARE,
        SQUARE);
    graphics.dispose();
    return image;
  }

  /** What a source delivered, and how it ended. */
  public record Reading(
      List<MediaEvent.Packet> packets, List<Long> pictures, long errors, String failure) {
    public List<MediaEvent.Packet> packetsOf(int stream) {
      return packets.stream().filter(p -> p.stream() == stream).toList();
    }
  }

  /** Reads to the end or to the failure, which is empty at a normal end. */
  public static Reading read(Path file) throws SourceException {
    try (MediaSource source = FfmpegSource.open(file.toString(), SourceOptions.defaults())) {
      return read(source);
    }
  }

  public static Reading read(MediaSource source) {
    List<MediaEvent.Packet> packets = new ArrayList<>();
    List<Long> pictures = new ArrayList<>();
    String failure = "";
    try {
      for (MediaEvent event = source.next(); event != null; event = source.next()) {
        if (event instanceof MediaEvent.Packet packet) {
          packets.add(packet.kept());
        } else if (event instanceof MediaEvent.Picture picture) {
          pictures.add(picture.ptsMicros());
        }
      }
    } catch (SourceException e) {
      failure = e.getMessage();
    }
    return new Reading(packets, pictures, source.errors(), failure);
  }
}
