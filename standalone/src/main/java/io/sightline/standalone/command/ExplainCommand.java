package io.sightline.standalone.command;

import io.sightline.clipstore.ClipStore;
import io.sightline.console.api.Account.Line;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.explain.Dossier;
import io.sightline.standalone.explain.ExplainJson;
import io.sightline.standalone.explain.Picture;
import io.sightline.standalone.explain.Records;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline explain}: why there was an alert, or none. */
@Command(
    name = "explain",
    description = "Tells what is on record of an activity or an alert: what was seen, which rule.",
    mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(
      paramLabel = "ID",
      description = "Of an activity or an alert, as standalone, watch and the page show it.")
  private String id = "";

  @Option(names = "--json", description = "One object on one line, with all records.")
  private boolean json;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Where the picture is written as JPEG, with a box around what was seen.")
  private @Nullable Path file;

  @Override
  public Integer call() throws Exception {
    SightlineConfig loaded = config.load();
    Dossier dossier = new Records(loaded.runningSettings()).find(id);
    String picture = picture(dossier, loaded);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ExplainJson.of(dossier, picture));
    } else {
      dossier.lines().forEach(line -> out.println(text(line)));
      out.println(text(new Line("Picture", picture == null ? "none is kept" : picture)));
    }
    out.flush();
    return 0;
  }

  private static String text(Line line) {
    return String.format(Locale.ROOT, "%-12s %s", line.about(), line.words());
  }

  /** Where it is: in the file that was asked for, else in the store. */
  private @Nullable String picture(Dossier dossier, SightlineConfig loaded) throws IOException {
    String key = dossier.picture();
    Path target = file;
    if (key == null && target != null) {
      throw new IOException("--picture " + target + ": " + id + " has none");
    }
    if (key == null) {
      return null;
    }
    try (ClipStore stored = loaded.store().openForReading();
        OpenedKeys keys = OpenedKeys.of(loaded, "explain")) {
      ClipStore store = keys.encryption().reading(stored);
      if (target != null) {
        Picture.write(store, key, dossier.box(), target);
        return target.toString();
      }
      return store.size(key).isPresent()
          ? loaded.store().address() + "/" + key
          : key + " (not in the store any more)";
    }
  }
}
