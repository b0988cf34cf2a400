package io.sightline.standalone.command;

import io.sightline.standalone.cameras.CameraPublisher;
import io.sightline.standalone.config.SightlineConfig;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sightline cameras}: {@code apply} is what standalone does by itself when it starts. */
@Command(
    name = "cameras",
    description = "Publishes the cameras of the configuration to a cluster, or finds some.",
    subcommands = DiscoverCommand.class,
    mixinStandardHelpOptions = true)
public final class CamerasCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "cameras: expected apply or discover");
  }

  @Command(
      name = "apply",
      description = "Publishes a new version of each camera that changed.",
      mixinStandardHelpOptions = true)
  int apply(@Mixin ConfigOption config) throws Exception {
    SightlineConfig loaded = config.load();
    try (CameraPublisher publisher =
        new CameraPublisher(
            loaded.clusterSettings(), loaded.site(), loaded.cameras(), Clock.systemUTC())) {
      publisher.start();
      spec.commandLine().getOut().println(publisher.health().detail());
    }
    return 0;
  }
}
