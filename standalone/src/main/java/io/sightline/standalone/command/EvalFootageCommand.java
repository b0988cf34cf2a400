package io.sightline.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.schemas.GeneratedClasses;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.eval.footage.FootageEval;
import io.sightline.standalone.eval.footage.FootageEval.Footage;
import io.sightline.standalone.eval.footage.FootageEval.Question;
import io.sightline.standalone.eval.footage.FootageReport;
import io.sightline.standalone.eval.footage.FootageSheet;
import io.sightline.standalone.eval.footage.FootageTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sightline eval footage}. */
@Command(
    name = "footage",
    description = {
      "Runs the pipeline over recordings and holds alerts and tracks against what is true of them:"
          + " precision, recall, delay, false alerts an hour, MOTA, IDF1.",
      "What is true lies beside each recording: NAME.visits.tsv, a table of who is there when;"
          + " NAME.mot.txt, boxes as the MOT challenges write them."
    },
    mixinStandardHelpOptions = true)
public final class EvalFootageCommand implements Callable<Integer> {
  @Parameters(paramLabel = "VIDEO", arity = "1..*", description = "Recordings.")
  private List<Path> videos = new ArrayList<>();

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "Table of visits of the one recording.")
  private @Nullable Path truth;

  @Option(names = "--mot", paramLabel = "FILE", description = "Boxes of the one recording.")
  private @Nullable Path mot;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Configuration to try: its first camera's rules and its detector.")
  private @Nullable Path config;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "ONNX model; without one the built-in people detector is used.")
  private @Nullable Path model;

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      defaultValue = "person",
      description = "Visits of whom are to be told; may be repeated. Default: ${DEFAULT-VALUE}")
  private List<String> subjects = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where runs are kept, one folder each. Default: ${DEFAULT-VALUE}")
  private Path data = Path.of("data", "watch");

  @Option(
      names = "--sheet",
      paramLabel = "FILE",
      description = "Writes a page, HTML, with a picture of every mistake.")
  private @Nullable Path sheet;

  @Option(names = "--json", description = "One JSON object instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    GeneratedClasses.trust();
    SightlineConfig loaded = ConfigOption.loadOrDefaults(config);
    FootageEval eval =
        new FootageEval(new Question(footage(), config, model, data, subjects), loaded);
    FootageReport report = eval.run();
    System.out.println(
        json ? new ObjectMapper().writeValueAsString(report) : FootageTable.of(report));
    if (sheet != null) {
      new FootageSheet(report, eval.mistakes()).write(sheet);
    }
    return 0;
  }

  private List<Footage> footage() {
    if (videos.size() > 1 && (truth != null || mot != null)) {
      throw new IllegalArgumentException(
          "--truth and --mot with "
              + videos.size()
              + " recordings: expected one recording, or NAME.visits.tsv and NAME.mot.txt beside"
              + " each");
    }
    List<Footage> footage = new ArrayList<>();
    for (Path video : videos) {
      footage.add(
          new Footage(
              video,
              truth == null ? beside(video, ".visits.tsv") : truth,
              mot == null ? beside(video, ".mot.txt") : mot));
    }
    return footage;
  }

  private static @Nullable Path beside(Path video, String ending) {
    String name = String.valueOf(video.getFileName()).replaceFirst("\\.[^.]*$", "");
    Path file = video.resolveSibling(name + ending);
    return Files.isRegularFile(file) ? file : null;
  }
}
