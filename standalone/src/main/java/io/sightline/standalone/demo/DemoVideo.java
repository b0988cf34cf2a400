package io.sightline.standalone.demo;

import io.sightline.ingest.ffmpeg.VideoEncoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;

/** Renders the scene into a video file. */
public final class DemoVideo {
  private DemoVideo() {}

  /** Writes the file whole or not at all; takes a few seconds. The same bytes each time. */
  public static void write(Path file) throws IOException {
    Path part = file.resolveSibling("part-" + file.getFileName());
    try {
      encode(part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void encode(Path file) throws IOException {
    DemoScene scene = new DemoScene();
    VideoEncoder.Settings settings =
        VideoEncoder.Settings.h264(DemoScene.WIDTH, DemoScene.HEIGHT, DemoScene.FRAMES_A_SECOND);
    try (VideoEncoder encoder = VideoEncoder.open(file, settings)) {
      CompletableFuture<BufferedImage> next = render(scene, 0);
      for (int number = 0; number < DemoScene.FRAMES; number++) {
        BufferedImage picture = next.join();
        if (number + 1 < DemoScene.FRAMES) {
          next = render(scene, number + 1);
        }
        encoder.add(picture);
      }
      encoder.finish();
    }
  }

  /** While one picture is encoded the next one is rendered. */
  private static CompletableFuture<BufferedImage> render(DemoScene scene, int number) {
    return CompletableFuture.supplyAsync(() -> scene.frame(number));
  }
}
