package io.sightline.e2e.documents;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.runtime.ConfigException;
import io.sightline.runtime.ConfigLoader;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.Main;
import io.sightline.standalone.config.SightlineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
  private static final String SECRET = "whsec_c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0";
  private static final Path ROOT = Path.of(System.getProperty("sightline.root", ".."));
  private static final Document README = Document.read(ROOT.resolve("README.md"));
  private static final CommandLines COMMANDS = new CommandLines(Main.commandLine());

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  static Stream<Document> documents() throws IOException {
    return Document.all(ROOT).stream();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void links_leadSomewhere(Document document) {
    assertThat(document.brokenLinks()).as(document.file().toString()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void commands_exist(Document document) {
    assertThat(document.commands().stream().flatMap(written -> COMMANDS.problems(written).stream()))
        .as(document.file().toString())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void configurations_load(Document document) throws ConfigException {
    for (String yaml : document.configurations()) {
      load(document.file().toString(), yaml);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy/sightline.yaml", "docs/reference/sightline.yaml"})
  void configurationFile_loads(String file) throws IOException, ConfigException {
    load(file, Files.readString(ROOT.resolve(file)));
  }

  @Test
  void topicTable_equalsTopics() {
    assertThat(README.tableBelow("Topics"))
        .isEqualTo(Topics.ALL.stream().map(Topic::name).toList());
  }

  @Test
  void moduleTable_equalsModules() throws IOException {
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    List<String> modules =
        Pattern.compile("<module>([^<]+)</module>")
            .matcher(pom)
            .results()
            .map((MatchResult module) -> module.group(1))
            .toList();

    assertThat(README.tableBelow("Modules")).isEqualTo(modules);
  }

  private static void load(String source, String yaml) throws ConfigException {
    Map<String, String> environment =
        VARIABLE
            .matcher(yaml)
            .results()
            .map(variable -> variable.group(1))
            .distinct()
            .collect(toMap(identity(), name -> SECRET));

    assertThat(ConfigLoader.parse(source, yaml, SightlineConfig.class, environment)).isNotNull();
  }
}
