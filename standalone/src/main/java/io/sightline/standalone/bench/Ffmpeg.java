package io.sightline.standalone.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The baselines: ffmpeg on the same stream, without its beginning. */
final class Ffmpeg {
  private static final int COPIES = 3;

  private final Path folder;
  private final Tool tool;

  Ffmpeg(Path folder, Tool tool) {
    this.folder = folder;
    this.tool = tool;
  }

  /** The first line of what it says about itself. */
  String version() throws IOException, InterruptedException {
    return tool.run(List.of("ffmpeg", "-version")).out().lines().findFirst().orElse("");
  }

  /** Processor milliseconds of {@code ffmpeg -threads 1 -i … -f null -} for a second of video. */
  double decodeMillis(Stream stream) throws IOException, InterruptedException {
    return (decode(stream.file()) - decode(stream.beginning())) / stream.steadySeconds();
  }

  private long decode(Path file) throws IOException, InterruptedException {
    return tool.run(command("-threads", "1", "-i", file.toString(), "-f", "null", "-")).cpuMillis();
  }

  /** Processor milliseconds of copying a second of video: of one, and of one more at a time. */
  record Copying(double steadyMillis, double marginalMillis) {}

  /**
   * {@code ffmpeg -i … -c copy -f segment}, one at a time and so many at once, each to files of its
   * own: as ours, it writes to memory that was not written to before. One is the mean of some runs,
   * since it takes so little.
   */
  Copying copying(Stream stream, int many) throws IOException, InterruptedException {
    double one = 0;
    for (int i = 0; i < COPIES; i++) {
      one += (double) (copies(stream.file(), 1) - copies(stream.beginning(), 1)) / COPIES;
    }
    double all = copies(stream.file(), many) - copies(stream.beginning(), many);
    double seconds = stream.steadySeconds();
    return new Copying(one / seconds, (all - one) / (many - 1) / seconds);
  }

  private long copies(Path file, int many) throws IOException, InterruptedException {
    List<List<String>> commands = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      String pieces = folder.resolve("copy-" + i + "-%d.mp4").toString();
      List<String> command = command("-y", "-i", file.toString());
      command.addAll(List.of("-c", "copy", "-f", "segment", "-segment_time", "60", pieces));
      commands.add(command);
    }
    return tool.runAtOnce(commands);
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error"));
    command.addAll(List.of(arguments));
    return command;
  }
}
