package io.sightline.standalone.command;

import io.sightline.detect.ModelCatalogue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sightline models list}. */
@Command(
    name = "models",
    description = "Shows the models that are known.",
    mixinStandardHelpOptions = true)
public final class ModelsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "models: expected list");
  }

  @Command(
      name = "list",
      description = "Prints each known model with source, licence, layout and digest.",
      mixinStandardHelpOptions = true)
  int list() {
    for (ModelCatalogue.Entry model : ModelCatalogue.load().models()) {
      System.out.printf(
          "%s%n  %s%n  layout %s, input %dx%d, labels %s, licence %s%n  source %s (%d bytes)%n  sha256 %s%n",
          model.name(),
          model.about(),
          model.layout(),
          model.input(),
          model.input(),
          model.labels(),
          model.licence(),
          model.source(),
          model.bytes(),
          model.sha256());
    }
    return 0;
  }
}
