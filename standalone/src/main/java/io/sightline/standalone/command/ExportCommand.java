package io.sightline.standalone.command;

import io.sightline.export.Export;
import io.sightline.export.Forgetting;
import io.sightline.schemas.Topic;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sightline export}. */
@Command(
    name = "export",
    description =
        "Writes topics as Parquet, by day of capture (UTC); each call adds what is new, every record"
            + " once.",
    mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      required = true,
      description = "Of the export; one run at a time.")
  private Path folder = Path.of("export");

  @Option(
      names = "--topics",
      paramLabel = "NAME,…",
      split = ",",
      defaultValue = "activity,detections,decisions,alerts,notifications,feedback",
      description = "Without the prefix. Default: ${DEFAULT-VALUE}")
  private List<String> topics = List.of();

  @Option(
      names = "--keep-days",
      paramLabel = "DAYS",
      defaultValue = "30",
      description =
          "Older days are deleted, as they are from the topics; 0: none. Default: ${DEFAULT-VALUE}")
  private int keepDays = 30;

  @Option(
      names = "--format",
      paramLabel = "parquet|iceberg",
      defaultValue = "parquet",
      description =
          "iceberg: also a table of each topic's files, below FOLDER/iceberg; a table that is there is"
              + " kept up in any case. Default: ${DEFAULT-VALUE}")
  private String format = "parquet";

  @ArgGroup(exclusive = false)
  private @Nullable Erased erased;

  /** Takes something out instead of adding. */
  static final class Erased {
    @Option(
        names = "--forget",
        paramLabel = "CAMERA",
        required = true,
        description = "Takes what happened there in a span out of what was exported; adds nothing.")
    private String camera = "";

    @Option(
        names = "--from",
        paramLabel = "TIME",
        required = true,
        description = "Capture time, UTC.")
    private Instant from = Instant.EPOCH;

    @Option(names = "--until", paramLabel = "TIME", required = true, description = "Before this.")
    private Instant until = Instant.EPOCH;
  }

  @Override
  public Integer call() throws Exception {
    if (keepDays < 0) {
      throw new IllegalArgumentException("--keep-days " + keepDays + ": expected 0 or more");
    }
    Export.Format as = Words.constant("--format", Export.Format.class, format);
    List<Topic<?>> chosen = TopicNames.findWithSchema("--topics", topics);
    try (Export export = Export.open(config.load().runningSettings(), folder)) {
      if (erased != null) {
        long gone = export.forget(new Forgetting(erased.camera, erased.from, erased.until), chosen);
        System.out.printf("%d rows taken out%n", gone);
        return 0;
      }
      Map<String, Long> written;
      try (ProgressBar bar = bar()) {
        written = export.run(chosen, as, keepFrom(), bar::stepTo);
      }
      written.forEach((topic, rows) -> System.out.printf("%s: %d rows%n", topic, rows));
      return 0;
    }
  }

  private @Nullable LocalDate keepFrom() {
    return keepDays == 0 ? null : LocalDate.now(Clock.systemUTC()).minusDays(keepDays);
  }

  private static ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName("exporting")
        .setInitialMax(-1)
        .setStyle(ProgressBarStyle.ASCII)
        .build();
  }
}
