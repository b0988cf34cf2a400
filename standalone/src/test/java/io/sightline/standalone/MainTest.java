package io.sightline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class MainTest {
  static Stream<CommandSpec> commands() {
    return withSubcommands(Main.commandLine());
  }

  private static Stream<CommandSpec> withSubcommands(CommandLine command) {
    return Stream.concat(
        Stream.of(command.getCommandSpec()),
        command.getSubcommands().values().stream().flatMap(MainTest::withSubcommands));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_isThereAndSaysWhatTheCommandDoes(CommandSpec command) {
    StringWriter out = new StringWriter();
    String[] words = (command.qualifiedName(" ") + " --help").split(" ", -1);
    String[] arguments = Stream.of(words).skip(1).toArray(String[]::new);

    int code = Main.commandLine().setOut(new PrintWriter(out)).execute(arguments);

    assertThat(code).isZero();
    assertThat(out.toString()).contains("Usage: " + command.qualifiedName(" "));
    assertThat(command.usageMessage().description()).isNotEmpty();
    assertThat(command.args()).allMatch(each -> each.description().length > 0);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void unknownOption_isWrongUsage(CommandSpec command) {
    StringWriter err = new StringWriter();
    String[] words = (command.qualifiedName(" ") + " --no-such-option").split(" ", -1);
    String[] arguments = Stream.of(words).skip(1).toArray(String[]::new);

    int code = Main.commandLine().setErr(new PrintWriter(err)).execute(arguments);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).isNotEmpty();
  }
}
