package io.sightline.standalone.command;

import io.sightline.standalone.soak.AlertsSoak;
import io.sightline.standalone.soak.BrokerSoak;
import io.sightline.standalone.soak.CamerasSoak;
import io.sightline.standalone.soak.FuzzSoak;
import io.sightline.standalone.soak.HandoverSoak;
import io.sightline.standalone.soak.HandoverSoak.Loss;
import io.sightline.standalone.soak.KillSoak;
import io.sightline.standalone.soak.RetentionSoak;
import io.sightline.standalone.soak.SoakSetup;
import io.sightline.standalone.soak.StoppedBroker;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline soak}: a subcommand for each trial. */
@Command(
    name = "soak",
    description = "Long trials of the real processes.",
    subcommands = SoakClusterCommand.class,
    mixinStandardHelpOptions = true)
public final class SoakCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "soak: expected one of " + String.join(", ", spec.subcommands().keySet()));
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
    SoakSetup setup = SoakSetup.in(data, recording);
    BrokerSoak soak =
        new BrokerSoak(setup, new StoppedBroker(setup), Duration.ofSeconds(seconds), cameras, out);
    BrokerSoak.Result result = soak.run();
    out.println(result.table());
    return result.broken().isEmpty() ? 0 : 1;
  }

  @Command(
      name = "handover",
      description =
          "Two ingest processes share cameras out, one is lost: the time until all are online"
              + " again, and what is on the topics then.",
      mixinStandardHelpOptions = true)
  int handover(
      @Parameters(paramLabel = "VIDEO", description = "Played in a loop by every camera.")
          Path recording,
      @Option(names = "--cameras", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}")
          int cameras,
      @Option(
              names = "--freeze",
              description = "Freeze it, and let it go when the other has taken over.")
          boolean freeze,
      @Option(
              names = "--data",
              defaultValue = "data/soak",
              description = "Default: ${DEFAULT-VALUE}")
          Path data)
      throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Path folder = Files.createTempDirectory(Files.createDirectories(data), "handover");
    HandoverSoak.Result result =
        new HandoverSoak(folder, recording, cameras, Clock.systemUTC(), out)
            .run(freeze ? Loss.FROZEN : Loss.KILLED, Duration.ofSeconds(20));
    out.println(result.table());
    return result.broken().isEmpty() ? 0 : 1;
  }

  @Command(
      name = "cameras",
      description =
          "Idle cameras over RTSP in one ingest process, recorded round the clock: what they cost,"
              + " and whether a packet or a piece was lost.",
      mixinStandardHelpOptions = true)
  int cameras(
      @Option(
              names = "--cameras",
              split = ",",
              defaultValue = "1,10,50,100",
              description = "How many, one trial after the other. Default: ${DEFAULT-VALUE}")
          List<Integer> cameras,
      @Option(
              names = "--seconds",
              defaultValue = "600",
              description = "Of the last trial. Default: ${DEFAULT-VALUE}")
          int seconds,
      @Option(
              names = "--curve-seconds",
              defaultValue = "120",
              description = "Of each trial before. Default: ${DEFAULT-VALUE}")
          int curveSeconds,
      @Option(
              names = "--sub-streams",
              description = "Each camera has a sub-stream of 640x360, which is looked at.")
          boolean sub,
      @Option(
              names = "--data",
              defaultValue = "data/soak",
              description = "Default: ${DEFAULT-VALUE}")
          Path data)
      throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Path folder = Files.createTempDirectory(Files.createDirectories(data), "cameras");
    CamerasSoak soak = new CamerasSoak(folder, sub, Clock.systemUTC(), out);
    List<CamerasSoak.Result> results = soak.run(cameras, seconds, curveSeconds);
    out.println(CamerasSoak.table(results));
    return results.stream().allMatch(CamerasSoak.Result::holds) ? 0 : 1;
  }

  @Command(
      name = "alerts",
      description =
          "Kills three detect and three alerting processes over and over while channels fail, and"
              + " counts decisions, alerts and messages at the end.",
      mixinStandardHelpOptions = true)
  int alerts(
      @Option(
              names = "--minutes",
              defaultValue = "10",
              description = "Of kills one by one. Default: ${DEFAULT-VALUE}")
          int minutes,
      @Option(
              names = "--every",
              defaultValue = "25",
              description = "Seconds between two kills. Default: ${DEFAULT-VALUE}")
          int every,
      @Option(
              names = "--burst",
              defaultValue = "20",
              description = "Kills within seconds, at the end. Default: ${DEFAULT-VALUE}")
          int burst,
      @Option(names = "--cameras", defaultValue = "12", description = "Default: ${DEFAULT-VALUE}")
          int cameras,
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
    if (minutes < 1 || every < 1) {
      throw new IllegalArgumentException(
          "--minutes %d, --every %d: expected 1 or more".formatted(minutes, every));
    }
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Path folder = Files.createTempDirectory(Files.createDirectories(data), "alerts");
    AlertsSoak.Plan plan =
        new AlertsSoak.Plan(cameras, Duration.ofSeconds(every), minutes * 60 / every, burst, seed);
    AlertsSoak.Result result = new AlertsSoak(folder, plan, out).run();
    out.println(result.table());
    return result.broken().isEmpty() ? 0 : 1;
  }

  @Command(
      name = "fuzz",
      description =
          "Reads thousands of broken recordings and RTSP answers: the process lives, and its memory"
              + " stays flat.",
      mixinStandardHelpOptions = true)
  int fuzz(
      @Option(names = "--files", defaultValue = "5000", description = "Default: ${DEFAULT-VALUE}")
          int files,
      @Option(names = "--answers", defaultValue = "400", description = "Default: ${DEFAULT-VALUE}")
          int answers,
      @Option(
              names = "--seed",
              defaultValue = "1",
              description = "Of the first; the others follow. Default: ${DEFAULT-VALUE}")
          long seed,
      @Option(
              names = "--data",
              defaultValue = "data/soak",
              description = "Default: ${DEFAULT-VALUE}")
          Path data)
      throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Path folder = Files.createTempDirectory(Files.createDirectories(data), "fuzz");
    FuzzSoak.Result result = new FuzzSoak(folder, out).run(seed, files, answers);
    out.println(result.table());
    return result.isFlat() ? 0 : 1;
  }

  @Command(
      name = "retention",
      description =
          "Kills three retention processes with SIGKILL over and over while clips become due, and"
              + " verifies everything at the end.",
      mixinStandardHelpOptions = true)
  int retention(
      @Option(names = "--kills", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}")
          int kills,
      @Option(
              names = "--every",
              defaultValue = "1100",
              description =
                  "Most milliseconds from when a process works until it is killed. Default:"
                      + " ${DEFAULT-VALUE}")
          int everyMillis,
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
    Path folder = Files.createTempDirectory(Files.createDirectories(data), "retention");
    RetentionSoak.Plan plan = new RetentionSoak.Plan(kills, Duration.ofMillis(everyMillis), seed);
    RetentionSoak.Result result =
        new RetentionSoak(folder, plan, Clock.systemUTC(), out).run((kafka, store, trusted) -> {});
    out.println(result.table());
    return result.broken().isEmpty() ? 0 : 1;
  }
}
