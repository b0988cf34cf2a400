package io.sightline.schemas.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.schemas.compatibility.ReleasedSchemas.Version;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate itself, and that it shuts: every violation is planted once. */
class CompatibilityGateTest {
  private static final String RELEASED =
      """
      {"type":"record","name":"Clip","fields":[
        {"name":"clip_id","type":"string"},
        {"name":"bytes","type":"long","default":0},
        {"name":"state","type":{"type":"enum","name":"State","symbols":["UNKNOWN","GONE"],"default":"UNKNOWN"},"default":"UNKNOWN"}
      ]}
      """;

  @TempDir Path folder;
  private ReleasedSchemas released;

  @BeforeEach
  void release() throws Exception {
    released = new ReleasedSchemas(folder);
    released.release(Version.parse("0.9.0"), Map.of("clips", schema(RELEASED)));
  }

  @Test
  void schemasOfThisBuild_mayShip() throws Exception {
    assertThat(CompatibilityGate.problems(ReleasedSchemas.present(), ReleasedSchemas.ofSources()))
        .isEmpty();
  }

  @Test
  void nothingReleasedYet_onlyRulesCount() throws Exception {
    ReleasedSchemas none = new ReleasedSchemas(folder.resolve("absent"));
    assertThat(none.versions()).isEmpty();
    assertThat(CompatibilityGate.problems(Map.of("clips", schema(RELEASED)), none)).isEmpty();
  }

  @Test
  void newFieldWithDefaultAndNewSymbol_mayShip() throws Exception {
    String next =
        RELEASED
            .replace("\"GONE\"", "\"GONE\",\"HELD\"")
            .replace(
                "{\"name\":\"bytes\"",
                "{\"name\":\"width\",\"type\":\"int\",\"default\":0},{\"name\":\"bytes\"");
    assertThat(problems(next)).isEmpty();
  }

  @Test
  void newFieldWithoutDefault_isRefused() throws Exception {
    String next =
        RELEASED.replace(
            "{\"name\":\"bytes\"", "{\"name\":\"width\",\"type\":\"int\"},{\"name\":\"bytes\"");
    assertThat(problems(next))
        .anyMatch(line -> line.contains("Clip.width: no default"))
        .anyMatch(
            line -> line.contains("0.9.0") && line.contains("READER_FIELD_MISSING_DEFAULT_VALUE"));
  }

  @Test
  void removedDefault_isRefused() throws Exception {
    assertThat(problems(RELEASED.replace("\"long\",\"default\":0", "\"long\"")))
        .containsExactly("clips: Clip.bytes: no default; every field but ids has one");
  }

  @Test
  void renamedField_isRefusedAlthoughAvroAllowsIt() throws Exception {
    Schema renamed = schema(RELEASED.replace("\"bytes\"", "\"size\""));
    assertThat(Compatibility.FULL_TRANSITIVE.problems(renamed, List.of(schema(RELEASED))))
        .isEmpty();
    assertThat(CompatibilityGate.problems(Map.of("clips", renamed), released))
        .containsExactly("clips: 0.9.0: Clip.bytes: gone; nothing is renamed or removed");
  }

  @Test
  void removedSymbol_isRefused() throws Exception {
    assertThat(problems(RELEASED.replace(",\"GONE\"", "")))
        .containsExactly("clips: 0.9.0: State.GONE: gone; nothing is renamed or removed");
  }

  @Test
  void changedType_isRefusedInTheDirectionThatBreaks() throws Exception {
    assertThat(problems(RELEASED.replace("\"long\"", "\"double\"")))
        .singleElement()
        .asString()
        .contains("version 1 cannot read what the new schema wrote", "TYPE_MISMATCH");
  }

  @Test
  void enumWithoutDefault_isRefused() throws Exception {
    assertThat(problems(RELEASED.replace("],\"default\":\"UNKNOWN\"}", "]}")))
        .contains("clips: State: default of the enum is null; expected UNKNOWN");
  }

  @Test
  void unionOfTwoTypes_isRefused() throws Exception {
    assertThat(
            problems(
                RELEASED.replace("\"long\",\"default\":0", "[\"long\",\"string\"],\"default\":0")))
        .anyMatch(line -> line.contains("a union is null and one other type"));
  }

  @Test
  void timeInMilliseconds_isRefused() throws Exception {
    String millis = "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}";
    assertThat(problems(RELEASED.replace("\"long\"", millis)))
        .containsExactly("clips: Clip.bytes: timestamp-millis; times are timestamp-micros");
    assertThat(
            SchemaRules.problems(
                schema(
                    "{\"type\":\"record\",\"name\":\"X\",\"fields\":[{\"name\":\"seen_at\",\"type\":\"long\",\"default\":0}]}")))
        .containsExactly("X.seen_at: \"long\"; times are timestamp-micros");
  }

  @Test
  void labelThatIsAnEnum_isRefused() {
    Schema label =
        schema(
            "{\"type\":\"record\",\"name\":\"X\",\"fields\":[{\"name\":\"label\",\"type\":\"int\",\"default\":0}]}");
    assertThat(SchemaRules.problems(label)).containsExactly("X.label: \"int\"; labels are strings");
  }

  @Test
  void topicThatIsGone_isRefused() throws Exception {
    assertThat(CompatibilityGate.problems(Map.of(), released))
        .containsExactly("clips: 0.9.0: the topic is gone; what was released stays readable");
  }

  @Test
  void everyRelease_isHeldAgainst() throws Exception {
    String second =
        RELEASED.replace(
            "{\"name\":\"bytes\"",
            "{\"name\":\"width\",\"type\":\"int\",\"default\":0},{\"name\":\"bytes\"");
    released.release(Version.parse("0.10.0"), Map.of("clips", schema(second)));
    assertThat(released.versions()).hasToString("[0.9.0, 0.10.0]");
    assertThat(problems(RELEASED))
        .containsExactly("clips: 0.10.0: Clip.width: gone; nothing is renamed or removed");
  }

  @Test
  void secondReleaseOfAVersion_isRefused() {
    assertThatThrownBy(() -> released.release(Version.parse("0.9.0"), Map.of()))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("0.9.0");
  }

  private List<String> problems(String present) throws Exception {
    return CompatibilityGate.problems(Map.of("clips", schema(present)), released);
  }

  private static Schema schema(String json) {
    return new Schema.Parser().parse(json);
  }
}
