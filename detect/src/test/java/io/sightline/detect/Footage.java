package io.sightline.detect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightline.detect.model.Rect;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Frames of real recordings, cut by the ffmpeg command, with where each differs from the first. */
record Footage(List<Frame> frames, double perSecond) {
  private static final int CELL = 8;
  private static final int DIFFERENT = 30;

  /**
   * @param second time in the recording
   * @param regions around all that differs from the first frame; empty if nothing does
   */
  record Frame(double second, byte[] jpeg, List<Rect> regions) {}

  /** A file of the shared assets; skips the test where there is none. */
  static Path asset(String name) {
    Path file = Path.of(System.getProperty("sightline.assets", "../shared")).resolve(name);
    assumeTrue(Files.exists(file), () -> "skipped: no " + file + " (see sightline.assets)");
    return file;
  }

  static Footage read(Path video, double perSecond, Path folder) throws Exception {
    Process ffmpeg;
    try {
      ffmpeg =
          new ProcessBuilder(
                  "ffmpeg",
                  "-v",
                  "error",
                  "-i",
                  video.toString(),
                  "-vf",
                  "fps=" + perSecond,
                  "-q:v",
                  "3",
                  folder.resolve("%05d.jpg").toString())
              .inheritIO()
              .start();
    } catch (IOException e) {
      assumeTrue(false, "skipped: the ffmpeg command is not there");
      throw e;
    }
    if (ffmpeg.waitFor() != 0) {
      throw new IOException("ffmpeg failed on " + video);
    }
    return of(folder, perSecond);
  }

  static Footage of(Path folder, double perSecond) throws IOException {
    List<Frame> frames = new ArrayList<>();
    Raster first = null;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        byte[] jpeg = Files.readAllBytes(file);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
        first = first == null ? picture.getRaster() : first;
        frames.add(new Frame(frames.size() / perSecond, jpeg, regions(first, picture.getRaster())));
      }
    }
    return new Footage(frames, perSecond);
  }

  private static List<Rect> regions(Raster scene, Raster picture) {
    int columns = picture.getWidth() / CELL;
    int rows = picture.getHeight() / CELL;
    Rect region = null;
    for (int cell = 0; cell < columns * rows; cell++) {
      int x = cell % columns;
      int y = cell / columns;
      if (difference(scene, picture, x * CELL, y * CELL) > DIFFERENT) {
        Rect at =
            new Rect((float) x / columns, (float) y / rows, (x + 1f) / columns, (y + 1f) / rows);
        region = region == null ? at : region.union(at);
      }
    }
    return region == null ? List.of() : List.of(region);
  }

  private static int difference(Raster scene, Raster picture, int left, int top) {
    int sum = 0;
    for (int y = top; y < top + CELL; y++) {
      for (int x = left; x < left + CELL; x++) {
        sum += Math.abs(scene.getSample(x, y, 1) - picture.getSample(x, y, 1));
      }
    }
    return sum / (CELL * CELL);
  }
}
