package io.sightline.standalone.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.clipstore.ClipStore;
import io.sightline.detect.DetectConfig;
import io.sightline.runtime.KafkaSettings;
import io.sightline.standalone.backfill.Backfill;
import io.sightline.standalone.backfill.BackfillPage;
import io.sightline.standalone.backfill.BackfillReport;
import io.sightline.standalone.backfill.ClipFrames;
import io.sightline.standalone.backfill.Question;
import io.sightline.standalone.config.SightlineConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sightline backfill}. */
@Command(
    name = "backfill",
    description = {
      "Runs another model or other rules over stored frames of a span, into topics under another"
          + " prefix, and tells which alerts would be gone, new or changed.",
      "Nobody is told of them, and what is there stays as it is. Broken off, the same command goes on"
          + " where it was."
    },
    mixinStandardHelpOptions = true)
public final class BackfillCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--to",
      paramLabel = "PREFIX",
      required = true,
      description = "Of the topics that are written; one for each model and rules tried.")
  private String prefix = "";

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "To be tried: an ONNX file, or a name in the catalogue. Default: detections as they"
              + " are.")
  private @Nullable Path model;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Configuration whose cameras' rules are to be tried. Default: as they were.")
  private @Nullable Path rules;

  @Mixin private CapturedOptions captured = new CapturedOptions();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Writes a page, HTML, with pictures of all alerts that differ.")
  private @Nullable Path report;

  @Option(
      names = "--bare",
      paramLabel = "FRAMES",
      defaultValue = "300",
      description =
          "So many frames are measured without all else as well. Default: ${DEFAULT-VALUE}")
  private int bare;

  @Option(names = "--json", description = "One object with every difference, instead of lines.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    SightlineConfig loaded = config.load();
    Question question = question(loaded);
    try (ClipStore stored = loaded.store().openForReading();
        OpenedKeys keys = OpenedKeys.of(loaded, "backfill")) {
      KafkaSettings kafka = loaded.runningSettings();
      ClipFrames pictures = new ClipFrames(kafka, keys.encryption().reading(stored));
      Backfill backfill = new Backfill(kafka, pictures, question);
      Backfill.Result result;
      try (ProgressBar bar = ReplayCommand.bar("backfilling")) {
        result = backfill.run((read, of) -> bar.maxHint(of).stepTo(read));
        bar.stepTo(bar.getMax()); // Ends of transactions have offsets, and nobody reads them.
      }
      BackfillReport told = new BackfillReport(result, prefix);
      print(told);
      if (report != null) {
        new BackfillPage(told.figures(), result.findings(), pictures::openAny).write(report);
      }
    }
    return 0;
  }

  private Question question(SightlineConfig loaded) throws Exception {
    DetectConfig detect = model == null ? null : loaded.detect().withModel(model);
    return new Question(
        prefix,
        detect,
        rules == null ? List.of() : ConfigOption.load(rules).cameras(),
        captured.from(),
        captured.until(),
        captured.cameras(),
        loaded.alerting().cameraWait(),
        bare,
        loaded.data().resolve("backfill"));
  }

  private void print(BackfillReport told) throws JsonProcessingException {
    if (json) {
      System.out.println(new ObjectMapper().writeValueAsString(told.all()));
    } else {
      BenchCommand.print(told.figures(), false);
    }
  }
}
