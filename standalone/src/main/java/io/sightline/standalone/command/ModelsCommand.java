package io.sightline.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.detect.ModelCatalogue;
import io.sightline.detect.ModelCatalogue.Entry;
import io.sightline.detect.Models;
import io.sightline.detect.onnx.OnnxOptions;
import io.sightline.detect.onnx.Providers;
import io.sightline.standalone.models.ModelBench;
import io.sightline.standalone.models.ModelFolder;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline models list|pull|verify|bench}. */
@Command(
    name = "models",
    description = "Models that can be used: which there are, fetched, verified, measured.",
    mixinStandardHelpOptions = true)
public final class ModelsCommand implements Runnable {
  private static final int FAILED = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "models: expected list, pull, verify or bench");
  }

  @Command(
      name = "list",
      description = "Prints each known model with source, licence, layout and digest.",
      mixinStandardHelpOptions = true)
  int list() {
    for (Entry model : ModelCatalogue.load().models()) {
      System.out.printf(
          "%s%n  %s%n  layout %s, input %dx%d, labels %s, licence %s%n  source %s%n  sha256 %s%n",
          model.name(),
          model.about(),
          model.layout(),
          model.input(),
          model.input(),
          model.labels(),
          model.licence(),
          model.source() + (model.bytes() > 0 ? " (" + model.bytes() + " bytes)" : ""),
          model.sha256() == null ? "not known" : model.sha256());
    }
    return 0;
  }

  @Command(
      name = "pull",
      description =
          "Fetches a model from where its makers offer it, and keeps it only if its SHA-256 is the"
              + " catalogue's. Called again, it goes on where it broke off.",
      mixinStandardHelpOptions = true)
  int pull(
      @Parameters(paramLabel = "NAME", description = "As 'models list' prints it.") String name,
      @Option(
              names = "--to",
              paramLabel = "FOLDER",
              defaultValue = "data/models",
              description = "Default: ${DEFAULT-VALUE}")
          Path folder,
      @Option(names = "--from", paramLabel = "URL", description = "A mirror.") @Nullable URI from,
      @Option(
              names = "--sha256",
              paramLabel = "HEX",
              description = "In place of the catalogue's, or where that knows none.")
          @Nullable String sha256)
      throws Exception {
    Entry model = entry(name);
    ModelFolder models = new ModelFolder(folder);
    boolean fetched;
    try (ProgressBar bar = progress(name)) {
      String expected = sha256 == null ? null : sha256.toLowerCase(Locale.ROOT);
      fetched = models.pull(model, from, expected, (bytes, total) -> show(bar, bytes, total));
    }
    System.out.println(models.file(model) + (fetched ? ": verified" : ": was there already"));
    return 0;
  }

  private static ProgressBar progress(String name) {
    return new ProgressBarBuilder()
        .setTaskName(name)
        .setInitialMax(-1)
        .setUnit(" KiB", 1024)
        .setConsumer(
            new ConsoleProgressBarConsumer(
                new PrintStream(System.err, true, StandardCharsets.UTF_8)))
        .build();
  }

  private static void show(ProgressBar bar, long bytes, long total) {
    bar.maxHint(total);
    bar.stepTo(bytes);
  }

  @Command(
      name = "verify",
      description =
          "Compares the models that were fetched with the catalogue's SHA-256. Exit code 1 if one"
              + " differs.",
      mixinStandardHelpOptions = true)
  int verify(
      @Parameters(paramLabel = "NAME", arity = "0..*", description = "Default: all there are.")
          @Nullable List<String> names,
      @Option(
              names = "--in",
              paramLabel = "FOLDER",
              defaultValue = "data/models",
              description = "Default: ${DEFAULT-VALUE}")
          Path folder)
      throws Exception {
    ModelFolder models = new ModelFolder(folder);
    boolean all = names == null || names.isEmpty();
    List<Entry> entries =
        all ? ModelCatalogue.load().models() : names.stream().map(ModelsCommand::entry).toList();
    boolean right = true;
    for (Entry model : entries) {
      ModelFolder.State state = models.state(model);
      right &= state != ModelFolder.State.WRONG && (all || state != ModelFolder.State.MISSING);
      System.out.printf("%-24s %s%n", model.name(), state.name().toLowerCase(Locale.ROOT));
    }
    return right ? 0 : FAILED;
  }

  @Command(
      name = "bench",
      description =
          "Time and processor time of a picture with each model on one thread, beside a run of its"
              + " session alone.",
      mixinStandardHelpOptions = true)
  int bench(
      @Parameters(
              paramLabel = "MODEL",
              arity = "1..*",
              description = "A file, or a name as 'models list' prints it.")
          List<String> names,
      @Option(
              names = "--pictures",
              paramLabel = "FOLDER",
              required = true,
              description = "With .jpg files.")
          Path pictures,
      @Option(
              names = "--frames",
              defaultValue = "200",
              description = "Pictures that count. Default: ${DEFAULT-VALUE}")
          int frames,
      @Option(
              names = "--batch",
              defaultValue = "1",
              description =
                  "Pictures in one run, where the model takes several. Default: ${DEFAULT-VALUE}")
          int batch,
      @Option(
              names = "--provider",
              paramLabel = "NAME",
              description = "ONNX Runtime's execution providers, the first choice first.")
          @Nullable List<String> providers,
      @Option(
              names = "--in",
              paramLabel = "FOLDER",
              defaultValue = "data/models",
              description = "Of the models that were fetched. Default: ${DEFAULT-VALUE}")
          Path folder,
      @Option(names = "--json", description = "One JSON array instead of a table.") boolean json)
      throws Exception {
    if (frames < 1 || batch < 1 || batch > 64) {
      throw new IllegalArgumentException(
          "--frames "
              + frames
              + " --batch "
              + batch
              + ": expected 1 or more, and a batch of 1 to 64");
    }
    OnnxOptions options =
        new OnnxOptions(providers == null ? List.of(Providers.CPU) : providers, batch);
    ModelBench bench = new ModelBench(ModelBench.read(pictures), frames, options);
    List<ModelBench.Figures> figures = new ArrayList<>();
    for (String name : names) {
      figures.add(bench.measure(Models.file(name, folder)));
    }
    if (json) {
      System.out.println(new ObjectMapper().writeValueAsString(figures));
    } else {
      print(figures);
    }
    return 0;
  }

  private static void print(List<ModelBench.Figures> figures) {
    System.out.printf(
        "%-20s %-14s %6s %9s %9s %12s %12s%n",
        "model", "layout", "input", "ms", "CPU ms", "session ms", "session CPU");
    for (ModelBench.Figures f : figures) {
      System.out.printf(
          Locale.ROOT,
          "%-20s %-14s %6d %9.2f %9.2f %12.2f %12.2f%n",
          f.model(),
          f.layout(),
          f.input(),
          f.ms(),
          f.cpuMs(),
          f.sessionMs(),
          f.sessionCpuMs());
    }
  }

  private static Entry entry(String name) {
    ModelCatalogue catalogue = ModelCatalogue.load();
    return catalogue
        .byName(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "model "
                        + name
                        + " is not in the catalogue: expected one of "
                        + String.join(
                            ", ", catalogue.models().stream().map(Entry::name).toList())));
  }
}
