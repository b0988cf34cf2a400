package io.sightline.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.standalone.soak.ClusterFault;
import io.sightline.standalone.soak.ClusterPlan;
import io.sightline.standalone.soak.ClusterResult;
import io.sightline.standalone.soak.ClusterSoak;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sightline soak cluster}. */
@Command(
    name = "cluster",
    description =
        "Three brokers and two of each processor as processes under load: brokers and processes"
            + " killed, registry and store away, the network cut, every process replaced. How long"
            + " until all goes on, and whether everything is there once.",
    mixinStandardHelpOptions = true)
final class SoakClusterCommand implements Callable<Integer> {
  private final Clock clock = Clock.systemUTC();

  @Option(
      names = "--each",
      defaultValue = "2",
      description = "Processes of each kind. Default: ${DEFAULT-VALUE}")
  private int each;

  @Option(names = "--cameras", defaultValue = "4", description = "Default: ${DEFAULT-VALUE}")
  private int cameras;

  @Option(
      names = "--away",
      defaultValue = "60",
      description = "Seconds that something is away. Default: ${DEFAULT-VALUE}")
  private int awaySeconds;

  @Option(
      names = "--faults",
      split = ",",
      defaultValue = "rolling,broker,ingest,detect,alerting,retention,registry,store,cut",
      description = "One after the other. Default: ${DEFAULT-VALUE}")
  private List<String> faults = List.of();

  @Option(
      names = "--previous",
      paramLabel = "FOLDER",
      description =
          "Jars of the release that processes begin with; 'rolling' replaces them by this one."
              + " Default: this one from the start")
  private @Nullable Path previous;

  @Option(names = "--data", defaultValue = "data/soak", description = "Default: ${DEFAULT-VALUE}")
  private Path data = Path.of("data/soak");

  @Option(names = "--json", description = "One object at the end; the rest to standard error.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    ClusterPlan plan =
        new ClusterPlan(
            each, cameras, Duration.ofSeconds(awaySeconds), ClusterFault.of(faults), previous);
    PrintWriter out = writer(json ? System.err : System.out);
    Path folder = Files.createTempDirectory(Files.createDirectories(data), "cluster");
    ClusterResult result = new ClusterSoak(folder, plan, clock, out).run();
    writer(System.out)
        .println(json ? new ObjectMapper().writeValueAsString(result.json()) : result.table());
    return result.broken().isEmpty() ? 0 : 1;
  }

  private static PrintWriter writer(PrintStream to) {
    return new PrintWriter(to, true, StandardCharsets.UTF_8);
  }
}
