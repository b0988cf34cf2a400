package io.sightline.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.detect.Models;
import io.sightline.detect.image.HogModel;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.model.Nms;
import io.sightline.detect.model.Reporting;
import io.sightline.detect.onnx.OnnxModel;
import io.sightline.standalone.eval.ImageEval;
import io.sightline.standalone.eval.ImageReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sightline eval images}. */
@Command(
    name = "images",
    description =
        "How precisely a model finds what is marked in pictures: average precision as COCO counts"
            + " it, for each label and over all.",
    mixinStandardHelpOptions = true)
public final class EvalImagesCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Parameters(paramLabel = "FOLDER", description = "Of the pictures, JPEG.")
  private Path folder = Path.of("");

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      required = true,
      description = "Annotations of COCO, JSON.")
  private Path truth = Path.of("");

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "A file or a name in the catalogue; without one the built-in detector.")
  private @Nullable String model;

  @Option(
      names = "--in",
      paramLabel = "FOLDER",
      defaultValue = "data/models",
      description = "Of the models that were fetched. Default: ${DEFAULT-VALUE}")
  private Path models = Path.of("");

  @Option(
      names = "--min-score",
      defaultValue = "0.001",
      description = "Weaker objects are left out. Default: ${DEFAULT-VALUE}")
  private float minScore;

  @Option(
      names = "--max-overlap",
      defaultValue = "0.65",
      description =
          "Of two boxes of one label that overlap by more, the weaker goes. Default:"
              + " ${DEFAULT-VALUE}")
  private float maxOverlap;

  @Option(
      names = "--threshold",
      defaultValue = "0.5",
      description = "Score from which on mistakes are counted and shown. Default: ${DEFAULT-VALUE}")
  private double threshold;

  @Option(
      names = "--sheet",
      paramLabel = "FILE",
      description = "Writes a page, HTML, with a picture of every mistake.")
  private @Nullable Path sheet;

  @Option(names = "--json", description = "One JSON object instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(folder + ": expected a folder of pictures");
    }
    ImageEval eval = new ImageEval(folder, truth, threshold);
    ImageReport report;
    try (DetectorModel loaded = load()) {
      report = eval.run(loaded);
    }
    if (sheet != null) {
      eval.writeSheet(sheet, report);
    }
    System.out.println(json ? new ObjectMapper().writeValueAsString(report) : report.table());
    return report.failed() == 0 ? 0 : FAILED;
  }

  private DetectorModel load() {
    Reporting reporting = new Reporting(minScore, new Nms(maxOverlap, 300));
    return model == null
        ? new HogModel(reporting)
        : OnnxModel.open(Models.file(model, models), reporting);
  }
}
