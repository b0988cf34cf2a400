package io.sightline.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Each check of documents is seen to fail. */
class DocumentTest {
  @TempDir Path folder;

  @Command(
      name = "sightline",
      subcommands = {Watch.class, Topics.class})
  static class Root {}

  @Command(name = "watch")
  static class Watch {
    @Option(names = "--json")
    private boolean json;
  }

  @Command(name = "topics", subcommands = Print.class)
  static class Topics {}

  @Command(name = "print")
  static class Print {}

  private final CommandLines commands = new CommandLines(new CommandLine(new Root()));

  @Test
  void linkToNothing_isFound() throws Exception {
    Files.writeString(folder.resolve("there.md"), "# A heading, with `code`\n");
    Document document =
        page(
            """
            [a](there.md) [b](there.md#a-heading-with-code) [c](https://example.org/x) [d](gone.md)
            [e](there.md#other) ![f](gone.png)
            ```
            [g](code.md)
            ```
            """);

    assertThat(document.brokenLinks()).containsExactly("gone.md", "there.md#other", "gone.png");
  }

  @Test
  void commandThatIsNot_isFound() {
    Document document =
        page("`./sightline watch VIDEO [--json]` or\n    ./sightline wach --json # comment\n");

    assertThat(document.commands()).containsExactly("watch VIDEO [--json]", "wach --json");
    assertThat(commands.problems("watch VIDEO [--json]")).isEmpty();
    assertThat(commands.problems("watch|topics")).isEmpty();
    assertThat(commands.problems("topics print")).isEmpty();
    assertThat(commands.problems("wach --json"))
        .containsExactly("no command 'wach' in 'sightline'");
    assertThat(commands.problems("watch|wach")).containsExactly("no command 'wach' in 'sightline'");
    assertThat(commands.problems("topics prnt")).containsExactly("no command 'prnt' in 'topics'");
    assertThat(commands.problems("watch V --jsn=x"))
        .containsExactly("no option '--jsn' in 'watch'");
  }

  @Test
  void table_isReadByFirstCell() {
    Document document =
        page(
            """
            ## Topics
            | topic | value |
            |---|---|
            | `a`, `b` (key x) | `V` |
            | [`c`](c/README.md) | `v` |
            ## Other
            | `d` | |
            """);

    assertThat(document.tableBelow("Topics")).containsExactly("a", "b", "c");
    assertThat(document.tableBelow("Nowhere")).isEmpty();
  }

  @Test
  void configuration_isWhatIsMarkedYaml() {
    assertThat(page("```yaml\nsite: a\n```\n```yml\nb: c\n```\n").configurations())
        .containsExactly("site: a\n");
  }

  private Document page(String text) {
    return new Document(folder.resolve("page.md"), text);
  }
}
