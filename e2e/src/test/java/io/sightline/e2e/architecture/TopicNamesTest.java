package io.sightline.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Strings are not seen by rules on classes: a topic's name in quotes, or quotes where one goes. */
class TopicNamesTest {
  private static final Path ROOT = Path.of(System.getProperty("sightline.root", ".."));
  private static final String NAMES =
      Topics.ALL.stream().map(Topic::name).collect(Collectors.joining("|"));
  private static final Pattern WRITTEN_OUT =
      Pattern.compile(
          "(?<!getLogger\\(|counter\\()\"[\\w-]+\\.("
              + NAMES
              + ")\""
              + "|(?:ProducerRecord<>|TopicPartition|NewTopic|subscribe|stream|globalTable)"
              + "\\((?:List\\.of\\()?\"[^\"]*\"");

  @Test
  void production_namesTopicsInOnePlace() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<String> found =
          files
              .filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
              .filter(file -> !file.endsWith("Topics.java"))
              .flatMap(file -> found(read(file)).map(text -> file + ": " + text))
              .toList();

      assertThat(found).isEmpty();
    }
  }

  @Test
  void nameInQuotes_isFound() {
    assertThat(found("send(\"sightline.alerts\")")).containsExactly("\"sightline.alerts\"");
    assertThat(found("builder.stream(\"x\")")).containsExactly("stream(\"x\"");
    assertThat(found("new NewTopic(\"x\", 1)")).containsExactly("NewTopic(\"x\"");
    assertThat(found("LoggerFactory.getLogger(\"sightline.alerts\")")).isEmpty();
    assertThat(found("json.put(\"alerts\", id(\"detect\"))")).isEmpty();
  }

  private static Stream<String> found(String text) {
    return WRITTEN_OUT.matcher(text).results().map(MatchResult::group);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
