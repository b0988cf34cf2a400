package io.sightline.standalone.command;

import io.sightline.standalone.bench.PipelineBench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sightline bench pipeline}. */
@Command(
    name = "pipeline",
    description = {
      "Frames to decisions and deliveries with 1, 2 and 4 processes of each kind, beside Kafka's own"
          + " producer and consumer, and what limits it.",
      "The detector waits instead of computing, so that more processes are more detectors however"
          + " few processors there are."
    },
    mixinStandardHelpOptions = true)
final class BenchPipelineCommand implements Callable<Integer> {
  @Option(names = "--json", description = "One object instead of lines.")
  private boolean json;

  @Option(
      names = "--processes",
      split = ",",
      defaultValue = "1,2,4",
      description = "Of each kind, one trial after the other. Default: ${DEFAULT-VALUE}")
  private List<Integer> processes = List.of(1, 2, 4);

  @Option(
      names = "--seconds",
      defaultValue = "12",
      description =
          "Of frames for each number of processes, if only detectors cost time. Default:"
              + " ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--wait",
      paramLabel = "MILLISECONDS",
      defaultValue = "25",
      description = "Of a detector at each picture. Default: ${DEFAULT-VALUE}")
  private int wait;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "Of each detect process. Default: ${DEFAULT-VALUE}")
  private int threads;

  @Option(
      names = "--records",
      defaultValue = "200000",
      description = "For Kafka's own clients. Default: ${DEFAULT-VALUE}")
  private int records;

  @Option(
      names = "--data",
      defaultValue = "data/bench",
      description = "For scratch files. Default: ${DEFAULT-VALUE}")
  private Path data = Path.of("data", "bench");

  @Override
  public Integer call() throws Exception {
    PipelineBench.Settings settings =
        new PipelineBench.Settings(
            processes, seconds, Duration.ofMillis(wait), threads, records, data.toAbsolutePath());
    Map<String, Object> figures;
    try (ProgressBar progress = new ProgressBar("bench pipeline", -1);
        PipelineBench bench = new PipelineBench(settings, progress)) {
      figures = bench.run();
    }
    BenchCommand.print(figures, json);
    return Long.valueOf(0).equals(figures.get("lost"))
            && Long.valueOf(0).equals(figures.get("doubled"))
        ? 0
        : 1;
  }
}
