package io.sightline.standalone.command;

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
    return 0;
  }
}
