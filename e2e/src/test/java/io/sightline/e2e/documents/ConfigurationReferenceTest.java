package io.sightline.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sightline.standalone.config.SightlineConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {
  private static final Path REFERENCE =
      Path.of(System.getProperty("sightline.root", ".."), "docs", "reference");
  private static final Set<String> KEYS = ConfigKeys.of(SightlineConfig.class);

  record Inner(String longName) {}

  record Outer(List<Inner> inners, Inner one, int last) {}

  @Test
  void keys_areComponentsInSnakeCase() throws Exception {
    Set<String> keys = ConfigKeys.of(Outer.class);

    assertThat(keys).containsExactly("inners", "inners.long_name", "last", "one", "one.long_name");
    JsonNode written =
        new YAMLMapper().readTree("inners: [{long_name: a}, {other: b}]\nlast: {x: 1}\n");
    assertThat(ConfigKeys.in(written, keys))
        .containsExactly("inners", "inners.long_name", "inners.other", "last");
  }

  @Test
  void commentedFile_hasEveryKey() throws Exception {
    JsonNode file = new YAMLMapper().readTree(REFERENCE.resolve("sightline.yaml").toFile());

    assertThat(ConfigKeys.in(file, KEYS)).containsExactlyInAnyOrderElementsOf(KEYS);
  }

  @Test
  void tables_haveEveryKeyAndNoOther() {
    Set<String> names =
        KEYS.stream()
            .map(path -> path.substring(path.lastIndexOf('.') + 1))
            .collect(Collectors.toCollection(TreeSet::new));
    Document page = Document.read(REFERENCE.resolve("configuration.md"));

    assertThat(keysIn(page)).containsExactlyInAnyOrderElementsOf(names);
  }

  /** What is written like a key; environment variables are not. */
  private static Set<String> keysIn(Document page) {
    return page.firstCells().stream()
        .filter(code -> code.matches("[a-z0-9_]+"))
        .collect(Collectors.toSet());
  }
}
