package io.sightline.standalone.command;

import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.StoredObject;
import io.sightline.runtime.ConfigException;
import io.sightline.standalone.config.StoreConfig;
import io.sightline.standalone.store.StoreCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sightline store copy|forecast}. */
@Command(
    name = "store",
    description = "Looks after the clip store.",
    mixinStandardHelpOptions = true,
    subcommands = ForecastCommand.class)
public final class StoreCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "store: expected copy or forecast");
  }

  @Command(
      name = "copy",
      description =
          "Copies all media from the store of one configuration to that of another, and compares"
              + " what arrived. Again, it goes on where it was.",
      mixinStandardHelpOptions = true)
  int copy(
      @Option(
              names = "--from",
              required = true,
              description = "Configuration file whose store is read.")
          Path from,
      @Option(
              names = "--to",
              required = true,
              description = "Configuration file whose store is written.")
          Path to)
      throws IOException, ConfigException {
    StoreConfig source = ConfigOption.load(from).store();
    StoreConfig target = ConfigOption.load(to).store();
    if (source.address().equals(target.address())) {
      throw new IllegalArgumentException(
          "both configurations name the store " + source.address() + ": expected two");
    }
    try (ClipStore read = source.openForReading();
        ClipStore write = target.open()) {
      List<StoredObject> objects = read.list("");
      StoreCopy.Result result;
      try (ProgressBar bar = bar(objects)) {
        result =
            new StoreCopy(read, write).run(objects, object -> bar.stepBy(object.bytes() >> 10));
      }
      System.out.printf(
          "%d copied (%d bytes), %d were there, %d gone meanwhile; all read back the same%n",
          result.copied(), result.bytes(), result.alreadyThere(), result.gone());
      return 0;
    }
  }

  private static ProgressBar bar(List<StoredObject> objects) {
    return new ProgressBarBuilder()
        .setTaskName("copying")
        .setUnit(" KiB", 1)
        .setInitialMax(objects.stream().mapToLong(object -> object.bytes() >> 10).sum())
        .setStyle(ProgressBarStyle.ASCII)
        .build();
  }
}
