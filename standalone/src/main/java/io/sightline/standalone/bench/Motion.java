package io.sightline.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's motion on the same stream, in real time as it always is. */
final class Motion {
  private static final int SHORT_SECONDS = 10;
  private static final int LONG_SECONDS = 30;

  private final Path folder;
  private final Tool tool;

  Motion(Path folder, Tool tool) {
    this.folder = folder;
    this.tool = tool;
  }

  /** Processor milliseconds for a second of one camera, its start left out. */
  double steadyMillis(Stream stream) throws IOException, InterruptedException {
    return perSecond(stream, 1);
  }

  /** What one camera more costs. */
  double marginalMillis(Stream stream, int cameras) throws IOException, InterruptedException {
    return (perSecond(stream, cameras) - perSecond(stream, 1)) / (cameras - 1);
  }

  private double perSecond(Stream stream, int cameras) throws IOException, InterruptedException {
    List<String> command = List.of("motion", "-n", "-c", configuration(stream, cameras).toString());
    long brief = tool.runFor(command, SHORT_SECONDS).cpuMillis();
    long whole = tool.runFor(command, LONG_SECONDS).cpuMillis();
    return (whole - brief) / (double) (LONG_SECONDS - SHORT_SECONDS);
  }

  private Path configuration(Stream stream, int cameras) throws IOException {
    List<String> main = new ArrayList<>();
    main.add("log_level 4");
    main.add("webcontrol_port 0");
    for (int i = 1; i <= cameras; i++) {
      Path camera = folder.resolve("motion-camera-" + i + ".conf");
      Files.write(
          camera,
          List.of(
              "camera_id " + i,
              "netcam_url file://" + stream.file(),
              "width " + RoomFilm.WIDTH,
              "height " + RoomFilm.HEIGHT,
              "framerate " + RoomFilm.FPS,
              "picture_output off",
              "movie_output off",
              "target_dir " + folder));
      main.add("camera " + camera);
    }
    return Files.write(folder.resolve("motion.conf"), main);
  }
}
