package io.sightline.standalone.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The baselines: ffmpeg on the same stream, without its beginning. */
final class Ffmpeg {
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
    double millis = decodes(stream.file(), 1) - decodes(stream.beginning(), 1);
    return millis / stream.steadySeconds();
  }

  /** {@code ffmpeg -threads 1 -i … -f null -}, one at a time and so many at once. */
  Baseline decoding(Stream stream, int many) throws IOException, InterruptedException {
    return baseline(stream, many, this::decodes);
  }

  /**
   * {@code ffmpeg -i … -c copy -f segment}, one at a time and so many at once, each to files of its
   * own: as ours, it writes to memory that was not written to before.
   */
  Baseline copying(Stream stream, int many) throws IOException, InterruptedException {
    return baseline(stream, many, this::copies);
  }

  /** Processor milliseconds for a second of video: of one, and of one more at a time. */
  record Baseline(double steadyMillis, double marginalMillis) {}

  /** Processor milliseconds of so many programs at once that read a file. */
  private interface Work {
    long millis(Path file, int many) throws IOException, InterruptedException;
  }

  private static Baseline baseline(Stream stream, int many, Work work)
      throws IOException, InterruptedException {
    List<Double> steady = new ArrayList<>();
    List<Double> marginal = new ArrayList<>();
    for (int i = 0; i < Slope.ROUNDS; i++) {
      double one = work.millis(stream.file(), 1) - work.millis(stream.beginning(), 1);
      double all = work.millis(stream.file(), many) - work.millis(stream.beginning(), many);
      steady.add(one / stream.steadySeconds());
      marginal.add((all - one) / (many - 1) / stream.steadySeconds());
    }
    return new Baseline(Figures.median(steady), Figures.median(marginal));
  }

  private long decodes(Path file, int many) throws IOException, InterruptedException {
    List<String> command = command("-threads", "1", "-i", file.toString(), "-f", "null", "-");
    return tool.runAtOnce(Collections.nCopies(many, command));
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
