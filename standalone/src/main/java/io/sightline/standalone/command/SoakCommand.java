package io.sightline.standalone.command;

import io.sightline.standalone.soak.BrokerSoak;
import io.sightline.standalone.soak.KillSoak;
import io.sightline.standalone.soak.SoakSetup;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline soak kills|broker}. */
@Command(
    name = "soak",
    description = "Long trials of the real processes.",
    mixinStandardHelpOptions = true)
public final class SoakCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "soak: expected kills or broker");
  }

  @Command(
      name = "kills",
      description =
          "Kills standalone with SIGKILL over and over, and compares records and clips at the end.",
      mixinStandardHelpOptions = true)
  int kills(
      @Parameters(paramLabel = "VIDEO", description = "Played in a loop.") Path recording,
      @Option(names = "--kills", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}")
          int kills,
      @Option(
              names = "--seed",
              defaultValue = "1",
              description = "Of the random moments. Default: ${DEFAULT-VALUE}")
          long seed,
      @Option(
              names = "--data",
              defaultValue = "data/soak",
              description = "Default: ${DEFAULT-VALUE}")
          Path data)
      throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    KillSoak.Result result = new KillSoak(SoakSetup.in(data, recording), kills, seed, out).run();
    out.println(result.table());
    return result.broken().isEmpty() ? 0 : 1;
  }

  @Command(
      name = "broker",
      description =
          "Takes the broker away from a running ingest, and compares facts after its return.",
      mixinStandardHelpOptions = true)
  int broker(
      @Parameters(paramLabel = "VIDEO", description = "Played in a loop by each camera.")
          Path recording,
      @Option(
              names = "--away",
              defaultValue = "120",
              description = "Seconds. Default: ${DEFAULT-VALUE}")
          int seconds,
      @Option(names = "--cameras", defaultValue = "4", description = "Default: ${DEFAULT-VALUE}")
          int cameras,
      @Option(
              names = "--data",
              defaultValue = "data/soak-broker",
              description = "A new folder. Default: ${DEFAULT-VALUE}")
          Path data)
      throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    BrokerSoak soak =
        new BrokerSoak(SoakSetup.in(data, recording), Duration.ofSeconds(seconds), cameras, out);
    BrokerSoak.Result result = soak.run();
    out.println(result.table());
    return result.broken().isEmpty() ? 0 : 1;
  }
}
