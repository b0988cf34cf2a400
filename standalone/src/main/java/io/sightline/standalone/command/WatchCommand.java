package io.sightline.standalone.command;

import io.sightline.detect.Models;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.watch.WatchOptions;
import io.sightline.standalone.watch.WatchRun;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The pipeline over a recording, as fast as the machine can. */
@Command(
    name = "watch",
    description = {
      "Runs the whole pipeline over a recording, as fast as the machine can, and ends when every"
          + " activity has its decision.",
      "Capture time begins at the creation time inside the file, else 1970, or --start."
    },
    mixinStandardHelpOptions = true)
public final class WatchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "VIDEO", description = "A file in any format that FFmpeg reads.")
  private Path video = Path.of("");

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Configuration to try: the rules of a camera, and its detector.")
  private @Nullable Path config;

  @Option(
      names = "--camera",
      paramLabel = "ID",
      description = "The camera whose rules and settings apply; default: the first one.")
  private @Nullable String camera;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "home or away, as if the site were set to it; rules may depend on that.")
  private @Nullable String mode;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "ONNX file or name in the catalogue; without one the built-in people detector is used.")
  private @Nullable Path model;

  @Option(
      names = "--sound-model",
      paramLabel = "FILE",
      description = "YAMNet for TensorFlow Lite; without one a sound is known by its loudness.")
  private @Nullable Path soundModel;

  @Option(
      names = "--start",
      paramLabel = "UTC",
      converter = UtcTime.class,
      description = "Capture time of the first picture, as 2026-05-01T12:00:00Z.")
  private @Nullable Instant start;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where runs are kept, one folder each. Default: ${DEFAULT-VALUE}")
  private Path data = Path.of("data", "watch");

  @Option(
      names = "--json",
      description = "One JSON object a line on standard output; all else goes to standard error.")
  private boolean json;

  @Option(
      names = "--stats",
      description = "Also say how long each stage took, and the offsets of the topics.")
  private boolean stats;

  /** Says what was expected, rather than what Java calls it. */
  static final class UtcTime implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String written) {
      try {
        return Instant.parse(written);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'" + written + "' is no time in UTC: expected one as 2026-05-01T12:00:00Z");
      }
    }
  }

  @Override
  public Integer call() throws Exception {
    SightlineConfig loaded = ConfigOption.loadOrDefaults(config);
    Path file = model == null ? null : Models.file(model.toString(), loaded.detect().modelFolder());
    WatchOptions options =
        new WatchOptions(video, config, file, soundModel, start, data, camera, mode);
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (WatchRun run = new WatchRun(options, loaded)) {
      int code = run.run();
      run.print(out, json);
      if (stats) {
        run.printStats(System.err);
      }
      out.flush();
      return code;
    }
  }
}
