package io.sightline.e2e.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** Holds a command as a document writes it against the command that there is. */
record CommandLines(CommandLine root) {

  /**
   * What is wrong with {@code watch VIDEO [--json]}, or {@code ingest|detect -c FILE}; or empty.
   */
  List<String> problems(String written) {
    List<String> problems = new ArrayList<>();
    List<CommandLine> at = List.of(root);
    for (String word : written.replaceAll("[\\[\\],.…]", " ").strip().split("\\s+")) {
      if (word.startsWith("-")) {
        at.stream()
            .flatMap(command -> unknownOption(command, word).stream())
            .forEach(problems::add);
      } else if (word.matches("[a-z]+([|-][a-z]+)*") && at.get(0).getSubcommands().size() > 0) {
        at = subcommands(at.get(0), word, problems);
      }
      if (at.isEmpty()) {
        break;
      }
    }
    return problems;
  }

  private static List<CommandLine> subcommands(
      CommandLine parent, String names, List<String> problems) {
    List<CommandLine> found = new ArrayList<>();
    for (String name : names.split("\\|")) {
      CommandLine command = parent.getSubcommands().get(name);
      if (command == null) {
        problems.add("no command '" + name + "' in '" + parent.getCommandName() + "'");
      } else {
        found.add(command);
      }
    }
    return found;
  }

  private static Optional<String> unknownOption(CommandLine command, String word) {
    String name = word.replaceAll("=.*", "");
    return command.getCommandSpec().findOption(name) == null
        ? Optional.of("no option '" + name + "' in '" + command.getCommandName() + "'")
        : Optional.empty();
  }
}
