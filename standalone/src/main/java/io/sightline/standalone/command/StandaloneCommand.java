package io.sightline.standalone.command;

import io.sightline.standalone.OneJvm;
import io.sightline.standalone.config.SightlineConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Everything in one JVM, with the user's cameras, until it is told to stop. */
@Command(
    name = "standalone",
    description =
        "Runs everything in one process, broker and registry included, with the cameras of the configuration.",
    mixinStandardHelpOptions = true)
public final class StandaloneCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws Exception {
    SightlineConfig loaded = config.load();
    try (OneJvm jvm = new OneJvm(loaded)) {
      return jvm.runUntilSignal();
    }
  }
}
