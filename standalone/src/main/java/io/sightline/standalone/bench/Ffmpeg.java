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
    return run(List.of("-threads", "1", "-i", file.toString(), "-f", "null", "-"));
  }

  /** Of {@code ffmpeg -i … -c copy -f segment}; the mean of some runs, since it takes so little. */
  double copyMillis(Stream stream) throws IOException, InterruptedException {
    long whole = 0;
    long beginning = 0;
    for (int i = 0; i < COPIES; i++) {
      whole += copy(stream.file());
      beginning += copy(stream.beginning());
    }
    return (double) (whole - beginning) / COPIES / stream.steadySeconds();
  }

  private long copy(Path file) throws IOException, InterruptedException {
    String pieces = folder.resolve("copy-%d.mp4").toString();
    List<String> segments = List.of("-c", "copy", "-f", "segment", "-segment_time", "60", pieces);
    List<String> arguments = new ArrayList<>(List.of("-y", "-i", file.toString()));
    arguments.addAll(segments);
    return run(arguments);
  }

  private long run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error"));
    command.addAll(arguments);
    return tool.run(command).cpuMillis();
  }
}
