package io.sightline.standalone.command;

import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.replay.Replay;
import io.sightline.standalone.replay.ReplayRun.Result;
import io.sightline.standalone.replay.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sightline replay}. */
@Command(
    name = "replay",
    description = {
      "Copies a span of topics, in the order of capture time, to other topics, a file or standard"
          + " output.",
      "Records keep key, bytes, partition and publish time and get the header sightline-replay;"
          + " nobody is told of what has it. Broken off, it goes on where it was."
    },
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--topics",
      paramLabel = "NAME,…",
      required = true,
      split = ",",
      description = "Without the prefix, as alerts,decisions; all: every topic but keys.")
  private List<String> topics = List.of();

  @Mixin private CapturedOptions captured = new CapturedOptions();

  @Option(
      names = "--label",
      paramLabel = "LABEL",
      description = "With this label: detections, decisions, alerts and feedback alone have some.")
  private Set<String> labels = Set.of();

  @Option(
      names = "--speed",
      paramLabel = "TIMES",
      defaultValue = "max",
      description = "1 is as it was recorded; max: as fast as it goes. Default: ${DEFAULT-VALUE}")
  private String speed = "max";

  @Option(
      names = "--name",
      defaultValue = "replay",
      description = "Of what remembers how far it got. Default: ${DEFAULT-VALUE}")
  private String name = "replay";

  @Option(names = "--anew", description = "Begins at the beginning, whatever it reached before.")
  private boolean anew;

  @ArgGroup(multiplicity = "1")
  private To to = new To();

  /** One of them. */
  static final class To {
    @Option(
        names = "--to",
        paramLabel = "PREFIX",
        required = true,
        description = "To topics with this prefix.")
    private @Nullable String prefix;

    @Option(
        names = "--file",
        paramLabel = "FILE",
        required = true,
        description = "To this file, a line of JSON for each record.")
    private @Nullable Path file;

    @Option(
        names = "--stdout",
        required = true,
        description = "To standard output, a line of JSON for each record.")
    private boolean stdout;
  }

  @Override
  public Integer call() throws Exception {
    Span span =
        new Span(
            TopicNames.find("--topics", topics),
            captured.from(),
            captured.until(),
            captured.cameras(),
            labels);
    double times = speed();
    SightlineConfig loaded = config.load();
    Replay replay = new Replay(loaded.runningSettings(), span, times, name, anew);
    Result result;
    try (ProgressBar bar = bar("replaying")) {
      result = run(replay, (read, of) -> bar.maxHint(of).stepTo(read));
    }
    System.err.printf("%d of %d records taken%n", result.written(), result.read());
    return 0;
  }

  private Result run(Replay replay, Replay.Progress progress) throws Exception {
    if (to.prefix != null) {
      return replay.toTopics(to.prefix, progress);
    }
    return to.stdout
        ? replay.toStream(System.out, progress)
        : replay.toFile(Objects.requireNonNull(to.file), progress);
  }

  private double speed() {
    try {
      double times = speed.equals("max") ? Double.POSITIVE_INFINITY : Double.parseDouble(speed);
      if (times > 0) {
        return times;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException("--speed " + speed + ": expected max, or more than 0");
  }

  static ProgressBar bar(String task) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(1)
        .setStyle(ProgressBarStyle.ASCII)
        .build();
  }
}
