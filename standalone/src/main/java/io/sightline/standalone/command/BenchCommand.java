package io.sightline.standalone.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.standalone.bench.AlertsBench;
import io.sightline.standalone.bench.EncryptionBench;
import io.sightline.standalone.bench.IngestBench;
import io.sightline.standalone.bench.ReplayBench;
import io.sightline.standalone.bench.RetentionBench;
import io.sightline.standalone.demo.DemoVideo;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sightline bench}: a subcommand for each. */
@Command(
    name = "bench",
    description = "What the processes cost on this machine.",
    subcommands = BenchPipelineCommand.class,
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "bench: expected ingest, alerts, pipeline, replay, encryption or retention");
  }

  @Command(
      name = "encryption",
      description = "Processor time that it costs to store media encrypted.",
      mixinStandardHelpOptions = true)
  int encryption(
      @Option(names = "--json", description = "One object instead of lines.") boolean json,
      @Option(
              names = "--video",
              description = "Whose packets are written; default: the scene of the demo.")
          @Nullable Path video,
      @Option(
              names = "--mib",
              defaultValue = "64",
              description = "Size of one object. Default: ${DEFAULT-VALUE}")
          int mebibytes,
      @Option(
              names = "--rounds",
              defaultValue = "5",
              description = "Of each. Default: ${DEFAULT-VALUE}")
          int rounds,
      @Option(
              names = "--data",
              defaultValue = "data/bench",
              description = "For what is written. Default: ${DEFAULT-VALUE}")
          Path data)
      throws Exception {
    Files.createDirectories(data);
    Path folder = Files.createTempDirectory(data, "encryption-").toAbsolutePath();
    Path film = video == null ? folder.resolve("scene.mp4") : video;
    if (video == null) {
      DemoVideo.write(film);
    }
    print(
        new EncryptionBench(new EncryptionBench.Settings(film, mebibytes, rounds, folder)).run(),
        json);
    return 0;
  }

  @Command(
      name = "ingest",
      description = "Processor time of cameras, beside ffmpeg and motion on the same streams.",
      mixinStandardHelpOptions = true)
  int ingest(
      @Option(names = "--json", description = "One object instead of lines.") boolean json,
      @Option(
              names = "--only",
              split = ",",
              defaultValue = "IDLE,RECORD,ACTIVE,VISITS",
              description = "What is measured: ${COMPLETION-CANDIDATES}. Default: all")
          EnumSet<IngestBench.Part> only,
      @Option(
              names = "--seconds",
              defaultValue = "600",
              description = "Of an idle stream. Default: ${DEFAULT-VALUE}")
          int seconds,
      @Option(
              names = "--cameras",
              defaultValue = "20",
              description = "Idle ones at a time. Default: ${DEFAULT-VALUE}")
          int cameras,
      @Option(
              names = "--analysed",
              defaultValue = "5",
              description = "Pictures analysed in a second. Default: ${DEFAULT-VALUE}")
          double analysed,
      @Option(
              names = "--seed",
              defaultValue = "1",
              description = "Of the visits. Default: ${DEFAULT-VALUE}")
          long seed,
      @Option(
              names = "--data",
              defaultValue = "data/bench",
              description = "For streams and scratch files. Default: ${DEFAULT-VALUE}")
          Path data)
      throws Exception {
    PrintWriter progress = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    IngestBench.Settings settings =
        new IngestBench.Settings(only, seconds, cameras, analysed, seed, data.toAbsolutePath());
    Map<String, Object> figures;
    try (IngestBench bench = new IngestBench(settings, progress)) {
      figures = bench.run();
    }
    print(figures, json);
    return Long.valueOf(0).equals(figures.getOrDefault("visits_missed", 0L)) ? 0 : 1;
  }

  @Command(
      name = "alerts",
      description =
          "Time from a frame to its alert, and processor time of alerting beside a pass-through.",
      mixinStandardHelpOptions = true)
  int alerts(
      @Option(names = "--json", description = "One object instead of lines.") boolean json,
      @Option(
              names = "--seconds",
              defaultValue = "20",
              description = "Of latency, exactly once and at least once. Default: ${DEFAULT-VALUE}")
          int seconds,
      @Option(
              names = "--rate",
              defaultValue = "200",
              description = "Frames a second for latency. Default: ${DEFAULT-VALUE}")
          int rate,
      @Option(
              names = "--cameras",
              defaultValue = "1000",
              description = "For throughput. Default: ${DEFAULT-VALUE}")
          int cameras,
      @Option(
              names = "--records",
              defaultValue = "150000",
              description = "Detections for throughput. Default: ${DEFAULT-VALUE}")
          int records,
      @Option(
              names = "--model",
              description =
                  "An ONNX model, for detect beside a plain loop. Default: yolox_nano among the"
                      + " assets, where they are.")
          @Nullable Path model,
      @Option(
              names = "--pictures",
              description = "A folder of JPEGs for it. Default: those among the assets.")
          @Nullable Path pictures,
      @Option(
              names = "--data",
              defaultValue = "data/bench",
              description = "For scratch files. Default: ${DEFAULT-VALUE}")
          Path data)
      throws Exception {
    AlertsBench.Settings settings =
        new AlertsBench.Settings(
            seconds,
            rate,
            cameras,
            records,
            given(model, "models/yolox_nano.onnx"),
            given(pictures, "images/train"),
            data.toAbsolutePath());
    Map<String, Object> figures;
    try (ProgressBar progress = new ProgressBar("bench alerts", -1);
        AlertsBench bench = new AlertsBench(settings, progress)) {
      figures = bench.run();
    }
    print(figures, json);
    return 0;
  }

  @Command(
      name = "replay",
      description =
          "How fast recorded time is replayed and decided anew, and whether the same comes out.",
      mixinStandardHelpOptions = true)
  int replay(
      @Option(names = "--json", description = "One object instead of lines.") boolean json,
      @Option(
              names = "--cameras",
              defaultValue = "200",
              description = "All of them. Default: ${DEFAULT-VALUE}")
          int cameras,
      @Option(
              names = "--active",
              defaultValue = "20",
              description = "Those that somebody visits. Default: ${DEFAULT-VALUE}")
          int active,
      @Option(
              names = "--minutes",
              defaultValue = "60",
              description = "Of capture time. Default: ${DEFAULT-VALUE}")
          int minutes,
      @Option(
              names = "--data",
              defaultValue = "data/bench",
              description = "For scratch files. Default: ${DEFAULT-VALUE}")
          Path data)
      throws Exception {
    ReplayBench.Settings settings =
        new ReplayBench.Settings(cameras, active, minutes, data.toAbsolutePath());
    Map<String, Object> figures;
    try (ProgressBar progress = new ProgressBar("bench replay", -1);
        ReplayBench bench = new ReplayBench(settings, progress)) {
      figures = bench.run();
    }
    print(figures, json);
    return Long.valueOf(0).equals(figures.get("differing_bytes")) ? 0 : 1;
  }

  static void print(Map<String, Object> figures, boolean json) throws JsonProcessingException {
    if (json) {
      System.out.println(new ObjectMapper().writeValueAsString(figures));
    } else {
      figures.forEach((name, figure) -> System.out.println(name + ": " + figure));
    }
  }

  @Command(
      name = "retention",
      description =
          "How fast clips go that are due at once and one after the other, among few and among many"
              + " that are kept.",
      mixinStandardHelpOptions = true)
  int retention(
      @Option(names = "--json", description = "One object instead of lines.") boolean json,
      @Option(
              names = "--clips",
              defaultValue = "5000",
              description = "That expire in each trial. Default: ${DEFAULT-VALUE}")
          int clips,
      @Option(
              names = "--kept",
              split = ",",
              description =
                  "How many others there are, a trial for each. Default: as many as expire, and ten"
                      + " times as many.")
          @Nullable List<Integer> kept,
      @Option(
              names = "--recorded-cameras",
              defaultValue = "0",
              description =
                  "Cameras of which there are recordings besides, in pieces of a minute, of which an"
                      + " hour goes in the end. Default: ${DEFAULT-VALUE}")
          int recordedCameras,
      @Option(
              names = "--recorded-days",
              defaultValue = "30",
              description = "How far back they reach. Default: ${DEFAULT-VALUE}")
          int recordedDays,
      @Option(
              names = "--burst",
              defaultValue = "0",
              description = "Due at once in the end, besides. Default: ${DEFAULT-VALUE}")
          int burst,
      @Option(
              names = "--rate",
              defaultValue = "200",
              description = "Due in a second while lag is measured. Default: ${DEFAULT-VALUE}")
          int rate,
      @Option(
              names = "--seconds",
              defaultValue = "10",
              description = "For which lag is measured. Default: ${DEFAULT-VALUE}")
          int seconds,
      @Option(
              names = "--data",
              defaultValue = "data/bench",
              description = "For clips and scratch files. Default: ${DEFAULT-VALUE}")
          Path data)
      throws Exception {
    RetentionBench.Settings settings =
        new RetentionBench.Settings(
            clips,
            kept == null ? List.of(clips, 10 * clips) : kept,
            recordedCameras,
            recordedDays,
            burst,
            rate,
            seconds,
            data.toAbsolutePath());
    Map<String, Object> figures;
    try (ProgressBar progress = new ProgressBar("bench retention", -1);
        RetentionBench bench = new RetentionBench(settings, Clock.systemUTC(), progress)) {
      figures = bench.run();
      print(figures, json); // Before what was written is deleted, which takes a while.
    }
    return Integer.valueOf(0).equals(figures.get("lost"))
            && Integer.valueOf(0).equals(figures.get("early"))
        ? 0
        : 1;
  }

  /** What was given, else what lies there among the assets, else null. */
  private static @Nullable Path given(@Nullable Path given, String asset) {
    String assets = System.getenv("SIGHTLINE_ASSETS");
    if (given != null || assets == null) {
      return given;
    }
    Path found = Path.of(assets).resolve(asset);
    return Files.exists(found) ? found : null;
  }
}
